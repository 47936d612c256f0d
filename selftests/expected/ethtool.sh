ethtool: channels
ethtool: what has changed
ethtool: features
blame: who changed the channels
