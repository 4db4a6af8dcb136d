"""An event loop for a test, as a kernel has one."""

import asyncio


def run(scenario, seconds=60):
    """What a coroutine function gives; when it is over, nothing may be left running."""

    async def whole():
        result = await asyncio.wait_for(scenario(), seconds)
        await asyncio.sleep(0)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return result

    return asyncio.run(whole())
