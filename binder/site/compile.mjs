// Compile the Python files of a folder with the Python that runs in the page.
//     node compile.mjs <folder of Pyodide> <folder of packages> <folder of Python's own library>
// Bytecode is not compared with its source again: both come from one build.
import { pathToFileURL } from "node:url";

const [core, packages, library] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${core}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${core}/` });
for (const [name, root] of Object.entries({ packages, library })) {
  python.FS.mkdir(`/${name}`);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, `/${name}`);
}
python.runPython(`
from compileall import compile_dir
from py_compile import PycInvalidationMode

how = dict(quiet=2, force=True, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)
compile_dir("/packages", **how)
# imported from a zip, where bytecode lies beside its source
compile_dir("/library", legacy=True, stripdir="/library", prependdir="/lib/python312.zip", **how)
`);
