"""The rows of the table of bad inputs, one module for each argument that is bad."""
