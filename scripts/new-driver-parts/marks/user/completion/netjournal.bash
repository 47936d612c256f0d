	# domain: words
	local kinds='note config channel'
	local verbs=channel filters=--channel
	# end of domain
	# domain: values
	--channel) return ;;
	# end of domain
	# domain: verbs
	channel)
		case $object in
		'') echo --json --help ;;
		*) echo target label ;;
		esac
		;;
	# end of domain
		# domain: list
		'') echo family --json --help ;;
		# end of domain
