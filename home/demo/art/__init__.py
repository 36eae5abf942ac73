"""Pictures for the demo content, drawn as SVG and kept as WebP.

One idea carries every picture: parallel bars, cut into strips and set off against each other,
printed in a few flat inks that overprint where they cross. Numbers in the pictures are true:
nineteen strips for nineteen data centres, six hundred marks for six hundred deployments a day.
"""
