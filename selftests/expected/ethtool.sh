ethtool: channels
ethtool: what has changed
ethtool: features, by their names
ethtool: which feature went off
blame: who changed the channels
