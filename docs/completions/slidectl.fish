function __slidectl_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __slidectl_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __slidectl_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __slidectl_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __slidectl_parse_tokens -S
    set -l unparsed_tokens (__slidectl_tokens -pc)
    switch $unparsed_tokens[1]
    case 'slidectl'
        __slidectl_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'serve'
            __slidectl_parse_subcommand 1 'host=' 'port=' 'open' 'version' 'h/help'
        case 'present'
            __slidectl_parse_subcommand 1 'dump=' 'ansi' 'read' 'theme=' 'colors=' 'pictures=' 'notes' 'minutes=' 'record=' 'version' 'h/help'
        case 'render'
            __slidectl_parse_subcommand 1 'to=' 'o/output=' 'version' 'h/help'
        case 'check'
            __slidectl_parse_subcommand -r 1 'format=' 'fix' 'strict' 'links' 'fit=' 'version' 'h/help'
        case 'new'
            __slidectl_parse_subcommand 1 'title=' 'author=' 'version' 'h/help'
        case 'lab'
            __slidectl_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'list'
                __slidectl_parse_subcommand -r 1 'format=' 'lab=' 'version' 'h/help'
            case 'test'
                __slidectl_parse_subcommand 1 'engine=' 'engine-socket=' 'workspace=' 'images=' 'cluster=' 'lab=' 'format=' 'o/output=' 'version' 'h/help'
            case 'record'
                __slidectl_parse_subcommand 1 'engine=' 'engine-socket=' 'workspace=' 'images=' 'cluster=' 'lab=' 'accept' 'version' 'h/help'
            case 'run'
                __slidectl_parse_subcommand 1 'engine=' 'engine-socket=' 'workspace=' 'images=' 'cluster=' 'lab=' 'format=' 'o/output=' 'student=' 'keys=' 'answers=' 'watch' 'version' 'h/help'
            case 'hint'
                __slidectl_parse_subcommand 2 'lab=' 'answers=' 'take' 'version' 'h/help'
            case 'shell'
                __slidectl_parse_subcommand 1 'engine=' 'engine-socket=' 'workspace=' 'images=' 'cluster=' 'student=' 'keys=' 'lab=' 'version' 'h/help'
            case 'reset'
                __slidectl_parse_subcommand 2 'version' 'h/help'
            case 'pack'
                __slidectl_parse_subcommand 1 'answers=' 'o/output=' 'lab=' 'with=+' 'version' 'h/help'
            case 'export'
                __slidectl_parse_subcommand 1 'keys=' 'student=' 'o/output=' 'version' 'h/help'
            case 'grade'
                __slidectl_parse_subcommand 1 'engine=' 'engine-socket=' 'images=' 'cluster=' 'keys=' 'deck=' 'lab=' 'o/output=' 'jobs=' 'state=' 'due=' 'times=' 'version' 'h/help'
            case 'verify'
                __slidectl_parse_subcommand -r 1 'keys=' 'version' 'h/help'
            case 'rescore'
                __slidectl_parse_subcommand -r 1 'keys=' 'deck=' 'version' 'h/help'
            case 'override'
                __slidectl_parse_subcommand 1 'keys=' 'lab=' 'step=' 'points=' 'reason=' 'state=' 'deck=' 'version' 'h/help'
            case 'keys'
                __slidectl_parse_subcommand 0 'version' 'h/help'
                switch $unparsed_tokens[1]
                case 'init'
                    __slidectl_parse_subcommand 0 'keys=' 'version' 'h/help'
                case 'rotate'
                    __slidectl_parse_subcommand 0 'keys=' 'version' 'h/help'
                case 'list'
                    __slidectl_parse_subcommand 0 'keys=' 'format=' 'version' 'h/help'
                end
            end
        case 'sandbox'
            __slidectl_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'shell'
                __slidectl_parse_subcommand 0 'engine=' 'engine-socket=' 'workspace=' 'images=' 'cluster=' 'version' 'h/help'
            case 'run'
                __slidectl_parse_subcommand -r 1 'engine=' 'engine-socket=' 'workspace=' 'images=' 'cluster=' 'timeout=' 'output-limit=' 'version' 'h/help'
            case 'up'
                __slidectl_parse_subcommand 0 'engine=' 'engine-socket=' 'workspace=' 'images=' 'cluster=' 'ttl=' 'format=' 'version' 'h/help'
            case 'status'
                __slidectl_parse_subcommand 0 'format=' 'version' 'h/help'
            case 'down'
                __slidectl_parse_subcommand 1 'all' 'version' 'h/help'
            end
        case 'doctor'
            __slidectl_parse_subcommand 0 'engine-socket=' 'format=' 'version' 'h/help'
        case 'help'
            __slidectl_parse_subcommand -r 1 'version'
        end
    end
end

function __slidectl_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __slidectl_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __slidectl_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __slidectl_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__slidectl_tokens -p)
    if test -z "$(__slidectl_tokens -t)"
        set -l index (count (__slidectl_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'slidectl' -f
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl" -eq 1' -fa 'serve' -d 'Show lectures in the browser; pages follow every save.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl" -eq 1' -fa 'present' -d 'Show a lecture in the terminal.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl" -eq 1' -fa 'render' -d 'Write a lecture as a file: a page, a site, or data.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl" -eq 1' -fa 'check' -d 'Find what is wrong with lectures, and what present would lose in silence.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl" -eq 1' -fa 'new' -d 'Make a small course: a lecture, a picture, and the settings.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl" -eq 1' -fa 'lab' -d 'The commands of lectures as labs: listed, run in a sandbox, checked and graded.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl" -eq 1' -fa 'sandbox' -d 'Use a container engine in a session that can harm neither the machine nor a neighbour.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl" -eq 1' -fa 'doctor' -d 'Say what this machine has for sandboxes and labs, and how to get what is missing.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl serve" -eq 1' -fa '(set -l exts \'slide\' \'article\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl serve" host' -l 'host' -d 'The address to listen on (default: 127.0.0.1, which only this machine reaches).' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl serve" port' -l 'port' -d 'The port to listen on; 0 takes a free one (default: 3999).' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl serve" open' -l 'open' -d 'Open the lecture in the browser.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl serve" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl serve" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl present" -eq 1' -fa '(set -l exts \'slide\' \'article\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl present" dump' -l 'dump' -d 'Print every screen of a size, such as 80x24.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl present" ansi' -l 'ansi' -d 'With --dump: print colours, too.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl present" read' -l 'read' -d 'Print the lecture as one text, with its notes.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl present" theme' -l 'theme' -d 'The colours: for a light or a dark ground; auto asks the terminal.' -rfka 'light dark auto'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl present" colors' -l 'colors' -d 'How many colours the terminal has; auto finds out.' -rfka 'auto 24bit 256 16 none'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl present" pictures' -l 'pictures' -d 'How pictures are shown, by the program chafa; auto asks the terminal.' -rfka 'auto kitty iterm sixel symbols none'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl present" notes' -l 'notes' -d 'Show the notes, the next slide and clocks; follows the window that shows the lecture.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl present" minutes' -l 'minutes' -d 'How long the talk may be; --notes counts down.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl present" record' -l 'record' -d 'Record what is shown as an asciicast.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'cast\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl present" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl present" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl render" -eq 1' -fa '(set -l exts \'slide\' \'article\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl render" to' -l 'to' -d 'What to write.' -rfka 'html site present-json tree'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl render" o output' -s 'o' -l 'output' -d 'The file to write, or for a site the folder (default: standard output).' -rF
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl render" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl render" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl check" -ge 1' -fa '(set -l exts \'slide\' \'article\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl check" format' -l 'format' -d 'How to report.' -rfka 'text json sarif'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl check" fix' -l 'fix' -d 'Make the changes that are mechanical, then report what is left.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl check" strict' -l 'strict' -d 'Let warnings fail the check, too.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl check" links' -l 'links' -d 'Try links that lead out of the course, too; this uses the network.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl check" fit' -l 'fit' -d 'Tell which slides don\'t fit: terminals such as 80x24, windows such as 1280x720 pixels.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl check" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl new" -eq 1' -fa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl new" title' -l 'title' -d 'The course\'s title.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl new" author' -l 'author' -d 'The author\'s name on the first lecture.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl new" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl new" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab" -eq 1' -fa 'list' -d 'List the labs of lectures with their steps, points and the way each command is run.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab" -eq 1' -fa 'test' -d 'Run the commands of a lecture in a sandbox, and say which still work.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab" -eq 1' -fa 'record' -d 'Run the commands of a lecture twice, and keep what they print, with holes for what differs.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab" -eq 1' -fa 'run' -d 'Run the answers in a folder, and say what they are worth.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab" -eq 1' -fa 'hint' -d 'Show the hints to a step that cost points, and note that they were taken.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab" -eq 1' -fa 'shell' -d 'Open a shell for a lab, in which its tasks are ticked as they are done.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab" -eq 1' -fa 'reset' -d 'Give a step its start again, in the shell that lab shell holds open.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab" -eq 1' -fa 'pack' -d 'Make the archive to hand in: just what the labs of a lecture ask for.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab" -eq 1' -fa 'export' -d 'Write a lecture as one student has it: with the student\'s own values, and nothing private.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab" -eq 1' -fa 'grade' -d 'Run every submission of a folder in a session of its own, and write the gradebook.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab" -eq 1' -fa 'verify' -d 'Check that results are as they were signed and that their evidence is as it was written.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab" -eq 1' -fa 'rescore' -d 'Count the points of results again from their evidence, without any engine.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab" -eq 1' -fa 'override' -d 'Give a student points in place of the computed ones, with a reason; it is signed and kept.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab" -eq 1' -fa 'keys' -d 'Make, change and list the keys of a course, which lie outside of its repository.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab list" -ge 1' -fa '(set -l exts \'slide\' \'article\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab list" format' -l 'format' -d 'How to print.' -rfka 'text json'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab list" lab' -l 'lab' -d 'Only the lab of this name.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab list" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab test" engine' -l 'engine' -d 'The engine: auto, docker, podman or embedded. auto takes the first real one that answers, else the embedded one, and says which.' -rfka 'auto docker podman embedded'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab test" engine-socket' -l 'engine-socket' -d 'The engine\'s socket (default: DOCKER_HOST, then the usual places).' -rF
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab test" workspace' -l 'workspace' -d 'The folder to work in (default: one that goes with the session).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab test" images' -l 'images' -d 'A folder with further images for the embedded engine, as docs/embedded-images.md has them.' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab test" cluster' -l 'cluster' -d 'The cluster: none, embedded or kubeconfig[:CONTEXT], a namespace of a real one (default: embedded where one is needed).' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab test" -eq 1' -fa '(set -l exts \'slide\' \'article\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab test" lab' -l 'lab' -d 'Only the lab of this name.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab test" format' -l 'format' -d 'How to report: text, json, junit, tap, github (annotations), summary (for GitHub\'s job page), gradescope or html.' -rfka 'text json junit tap github summary gradescope html'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab test" o output' -s 'o' -l 'output' -d 'Write the report to a file; what happens is still told here.' -rF
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab test" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab test" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab record" engine' -l 'engine' -d 'The engine: auto, docker, podman or embedded. auto takes the first real one that answers, else the embedded one, and says which.' -rfka 'auto docker podman embedded'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab record" engine-socket' -l 'engine-socket' -d 'The engine\'s socket (default: DOCKER_HOST, then the usual places).' -rF
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab record" workspace' -l 'workspace' -d 'The folder to work in (default: one that goes with the session).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab record" images' -l 'images' -d 'A folder with further images for the embedded engine, as docs/embedded-images.md has them.' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab record" cluster' -l 'cluster' -d 'The cluster: none, embedded or kubeconfig[:CONTEXT], a namespace of a real one (default: embedded where one is needed).' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab record" -eq 1' -fa '(set -l exts \'slide\' \'article\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab record" lab' -l 'lab' -d 'Only the lab of this name.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab record" accept' -l 'accept' -d 'Write expectations that don\'t hold any more anew.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab record" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab record" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab run" engine' -l 'engine' -d 'The engine: auto, docker, podman or embedded. auto takes the first real one that answers, else the embedded one, and says which.' -rfka 'auto docker podman embedded'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab run" engine-socket' -l 'engine-socket' -d 'The engine\'s socket (default: DOCKER_HOST, then the usual places).' -rF
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab run" workspace' -l 'workspace' -d 'The folder to work in (default: one that goes with the session).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab run" images' -l 'images' -d 'A folder with further images for the embedded engine, as docs/embedded-images.md has them.' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab run" cluster' -l 'cluster' -d 'The cluster: none, embedded or kubeconfig[:CONTEXT], a namespace of a real one (default: embedded where one is needed).' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab run" -eq 1' -fa '(set -l exts \'slide\' \'article\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab run" lab' -l 'lab' -d 'Only the lab of this name.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab run" format' -l 'format' -d 'How to report: text, json, junit, tap, github (annotations), summary (for GitHub\'s job page), gradescope or html.' -rfka 'text json junit tap github summary gradescope html'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab run" o output' -s 'o' -l 'output' -d 'Write the report to a file; what happens is still told here.' -rF
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab run" student' -l 'student' -d 'Give the lab the values of this student; needs the course\'s keys and the lab\'s private part.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab run" keys' -l 'keys' -d 'The folder of the course\'s keys (default: slidectl/keys/COURSE in $XDG_CONFIG_HOME or ~/.config).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab run" answers' -l 'answers' -d 'The folder with the answers.' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab run" watch' -l 'watch' -d 'Run again what a saved answer touches, until Ctrl-C; --lab names the lab where there are several.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab run" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab run" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab hint" -eq 1' -fa '(set -l exts \'slide\' \'article\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab hint" lab' -l 'lab' -d 'The lab, where several have a step of that id.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab hint" answers' -l 'answers' -d 'The folder with the answers.' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab hint" take' -l 'take' -d 'Show the hints, for their price.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab hint" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab hint" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab shell" engine' -l 'engine' -d 'The engine: auto, docker, podman or embedded. auto takes the first real one that answers, else the embedded one, and says which.' -rfka 'auto docker podman embedded'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab shell" engine-socket' -l 'engine-socket' -d 'The engine\'s socket (default: DOCKER_HOST, then the usual places).' -rF
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab shell" workspace' -l 'workspace' -d 'The folder to work in (default: one that goes with the session).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab shell" images' -l 'images' -d 'A folder with further images for the embedded engine, as docs/embedded-images.md has them.' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab shell" cluster' -l 'cluster' -d 'The cluster: none, embedded or kubeconfig[:CONTEXT], a namespace of a real one (default: embedded where one is needed).' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab shell" student' -l 'student' -d 'Give the lab the values of this student; needs the course\'s keys and the lab\'s private part.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab shell" keys' -l 'keys' -d 'The folder of the course\'s keys (default: slidectl/keys/COURSE in $XDG_CONFIG_HOME or ~/.config).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab shell" -eq 1' -fa '(set -l exts \'slide\' \'article\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab shell" lab' -l 'lab' -d 'The lab; needed where the lecture has several.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab shell" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab shell" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab reset" -eq 1' -fa '(set -l exts \'slide\' \'article\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab reset" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab reset" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab pack" -eq 1' -fa '(set -l exts \'slide\' \'article\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab pack" answers' -l 'answers' -d 'The folder of answers.' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab pack" o output' -s 'o' -l 'output' -d 'The archive to write, a .tar.gz.' -rF
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab pack" lab' -l 'lab' -d 'Only for the lab of this name.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab pack"' -l 'with' -d 'A file that goes along though no lab asks for it.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab pack" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab pack" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab export" keys' -l 'keys' -d 'The folder of the course\'s keys (default: slidectl/keys/COURSE in $XDG_CONFIG_HOME or ~/.config).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab export" -eq 1' -fa '(set -l exts \'slide\' \'article\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab export" student' -l 'student' -d 'Whose values are written.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab export" o output' -s 'o' -l 'output' -d 'The file to write (default: standard output).' -rF
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab export" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab export" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab grade" engine' -l 'engine' -d 'The engine: auto, docker, podman or embedded. auto takes the first real one that answers, else the embedded one, and says which.' -rfka 'auto docker podman embedded'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab grade" engine-socket' -l 'engine-socket' -d 'The engine\'s socket (default: DOCKER_HOST, then the usual places).' -rF
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab grade" images' -l 'images' -d 'A folder with further images for the embedded engine, as docs/embedded-images.md has them.' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab grade" cluster' -l 'cluster' -d 'The cluster: none, embedded or kubeconfig[:CONTEXT], a namespace of a real one (default: embedded where one is needed).' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab grade" keys' -l 'keys' -d 'The folder of the course\'s keys (default: slidectl/keys/COURSE in $XDG_CONFIG_HOME or ~/.config).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab grade" -eq 1' -fa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab grade" deck' -l 'deck' -d 'The lecture (default: the one lecture with labs in the course around the submissions, or around here).' -rfa '(set -l exts \'slide\' \'article\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab grade" lab' -l 'lab' -d 'Only the lab of this name.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab grade" o output' -s 'o' -l 'output' -d 'The gradebook to write, a .csv.' -rF
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab grade" jobs' -l 'jobs' -d 'How many submissions are run at a time.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab grade" state' -l 'state' -d 'Where evidence and results are kept (default: beside the gradebook, .state).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab grade" due' -l 'due' -d 'When the work was due, with its zone: 2026-11-30T23:59+01:00 (default: what each lab says).' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab grade" times' -l 'times' -d 'When submissions were handed in: a .csv, or \'mtime\' for the times of archives, which students can set.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab grade" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab grade" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab verify" keys' -l 'keys' -d 'The folder of the course\'s keys (default: slidectl/keys/COURSE in $XDG_CONFIG_HOME or ~/.config).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab verify" -ge 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab verify" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab verify" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab rescore" keys' -l 'keys' -d 'The folder of the course\'s keys (default: slidectl/keys/COURSE in $XDG_CONFIG_HOME or ~/.config).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab rescore" -ge 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab rescore" deck' -l 'deck' -d 'The lecture (default: the one lecture with labs in the course around here).' -rfa '(set -l exts \'slide\' \'article\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab rescore" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab rescore" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab override" keys' -l 'keys' -d 'The folder of the course\'s keys (default: slidectl/keys/COURSE in $XDG_CONFIG_HOME or ~/.config).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab override" lab' -l 'lab' -d 'The lab.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab override" step' -l 'step' -d 'The step (default: the whole lab).' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab override" points' -l 'points' -d 'What it is worth in all, such as 2 or 0.5.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab override" reason' -l 'reason' -d 'Why; everybody who sees the points sees it.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab override" state' -l 'state' -d 'Where evidence and results are kept: gradebook.state.' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab override" deck' -l 'deck' -d 'The lecture, to check that lab and step exist.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'slide\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab override" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab override" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab keys" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab keys" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab keys" -eq 1' -fa 'init' -d 'Make the keys of a course; refused where there are some, and inside of a git work tree.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab keys" -eq 1' -fa 'rotate' -d 'Make a new key for signing; what the one before it signed until now stays valid.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl lab keys" -eq 1' -fa 'list' -d 'List the public halves of all keys of a course, with their fingerprints and dates.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab keys init" keys' -l 'keys' -d 'The folder of the course\'s keys (default: slidectl/keys/COURSE in $XDG_CONFIG_HOME or ~/.config).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab keys init" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab keys init" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab keys rotate" keys' -l 'keys' -d 'The folder of the course\'s keys (default: slidectl/keys/COURSE in $XDG_CONFIG_HOME or ~/.config).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab keys rotate" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab keys rotate" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab keys list" keys' -l 'keys' -d 'The folder of the course\'s keys (default: slidectl/keys/COURSE in $XDG_CONFIG_HOME or ~/.config).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab keys list" format' -l 'format' -d 'How to print.' -rfka 'text json'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab keys list" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl lab keys list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl sandbox" -eq 1' -fa 'shell' -d 'Open a shell in a session of its own; all of it is gone when the shell ends.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl sandbox" -eq 1' -fa 'run' -d 'Run a command in a session of its own; all of it is gone when the command ends.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl sandbox" -eq 1' -fa 'up' -d 'Open a session for the shell that you are in, until `sandbox down`.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl sandbox" -eq 1' -fa 'status' -d 'List the sessions of this user.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_positional "slidectl sandbox" -eq 1' -fa 'down' -d 'End a session, and take away everything that it has.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox shell" engine' -l 'engine' -d 'The engine: auto, docker, podman or embedded. auto takes the first real one that answers, else the embedded one, and says which.' -rfka 'auto docker podman embedded'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox shell" engine-socket' -l 'engine-socket' -d 'The engine\'s socket (default: DOCKER_HOST, then the usual places).' -rF
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox shell" workspace' -l 'workspace' -d 'The folder to work in (default: one that goes with the session).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox shell" images' -l 'images' -d 'A folder with further images for the embedded engine, as docs/embedded-images.md has them.' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox shell" cluster' -l 'cluster' -d 'The cluster: none, embedded or kubeconfig[:CONTEXT], a namespace of a real one (default: embedded where one is needed).' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox shell" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox shell" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox run" engine' -l 'engine' -d 'The engine: auto, docker, podman or embedded. auto takes the first real one that answers, else the embedded one, and says which.' -rfka 'auto docker podman embedded'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox run" engine-socket' -l 'engine-socket' -d 'The engine\'s socket (default: DOCKER_HOST, then the usual places).' -rF
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox run" workspace' -l 'workspace' -d 'The folder to work in (default: one that goes with the session).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox run" images' -l 'images' -d 'A folder with further images for the embedded engine, as docs/embedded-images.md has them.' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox run" cluster' -l 'cluster' -d 'The cluster: none, embedded or kubeconfig[:CONTEXT], a namespace of a real one (default: embedded where one is needed).' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox run" timeout' -l 'timeout' -d 'How long the command may run: 90s, 10m, 2h.' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox run" output-limit' -l 'output-limit' -d 'How many bytes the command may print (default: 67108864).' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox run" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox run" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox up" engine' -l 'engine' -d 'The engine: auto, docker, podman or embedded. auto takes the first real one that answers, else the embedded one, and says which.' -rfka 'auto docker podman embedded'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox up" engine-socket' -l 'engine-socket' -d 'The engine\'s socket (default: DOCKER_HOST, then the usual places).' -rF
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox up" workspace' -l 'workspace' -d 'The folder to work in (default: one that goes with the session).' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox up" images' -l 'images' -d 'A folder with further images for the embedded engine, as docs/embedded-images.md has them.' -rfa '(__slidectl_complete_directories)'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox up" cluster' -l 'cluster' -d 'The cluster: none, embedded or kubeconfig[:CONTEXT], a namespace of a real one (default: embedded where one is needed).' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox up" ttl' -l 'ttl' -d 'How long the session lives: 90s, 10m, 2h (default: 8h).' -rfka ''
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox up" format' -l 'format' -d 'text, env (lines for eval) or json.' -rfka 'text env json'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox up" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox up" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox status" format' -l 'format' -d 'text or json.' -rfka 'text json'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox status" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox down" all' -l 'all' -d 'End all sessions of this user.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox down" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl sandbox down" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl doctor" engine-socket' -l 'engine-socket' -d 'The engine\'s socket to look at (default: DOCKER_HOST, then the usual places).' -rF
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl doctor" format' -l 'format' -d 'text or json.' -rfka 'text json'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl doctor" version' -l 'version' -d 'Show the version.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl doctor" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'slidectl' -n '__slidectl_should_offer_completions_for_flags_or_options "slidectl help" version' -l 'version' -d 'Show the version.'
