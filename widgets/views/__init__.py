"""What views are made of, and views that several lectures share. A view knows frames only."""
