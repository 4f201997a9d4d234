"""What a mail says and whose it is: pure rules, values in and values out."""
