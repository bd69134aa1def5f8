"""What people read: pages, tables and maps in two languages."""
