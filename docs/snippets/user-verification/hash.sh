userhash sign customer@example.com
