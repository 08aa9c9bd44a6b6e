"""The review of a period: figures counted from the records of a register, and the page that shows them."""
