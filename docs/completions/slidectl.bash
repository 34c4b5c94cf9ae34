#!/bin/bash

__slidectl_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__slidectl_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__slidectl_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__slidectl_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_slidectl() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __slidectl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    serve|present|render|check|new|lab|sandbox|doctor|help)
        # Offer subcommand argument completions
        "_slidectl_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'serve present render check new lab sandbox doctor help' -- "${cur}"))
        ;;
    esac
}

_slidectl_serve() {
    repeating_flags=()
    non_repeating_flags=(--open --version -h --help)
    repeating_options=()
    non_repeating_options=(--host --port)
    __slidectl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--host')
        return
        ;;
    '--port')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide|article)'
        return
        ;;
    esac
}

_slidectl_present() {
    repeating_flags=()
    non_repeating_flags=(--ansi --read --notes --version -h --help)
    repeating_options=()
    non_repeating_options=(--dump --theme --colors --pictures --minutes --record)
    __slidectl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--dump')
        return
        ;;
    '--theme')
        __slidectl_add_completions -W 'light'$'\n''dark'$'\n''auto'
        return
        ;;
    '--colors')
        __slidectl_add_completions -W 'auto'$'\n''24bit'$'\n''256'$'\n''16'$'\n''none'
        return
        ;;
    '--pictures')
        __slidectl_add_completions -W 'auto'$'\n''kitty'$'\n''iterm'$'\n''sixel'$'\n''symbols'$'\n''none'
        return
        ;;
    '--minutes')
        return
        ;;
    '--record')
        __slidectl_add_completions -o plusdirs -fX '!*.@(cast)'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide|article)'
        return
        ;;
    esac
}

_slidectl_render() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--to -o --output)
    __slidectl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--to')
        __slidectl_add_completions -W 'html'$'\n''site'$'\n''present-json'$'\n''tree'
        return
        ;;
    '-o'|'--output')
        __slidectl_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide|article)'
        return
        ;;
    esac
}

_slidectl_check() {
    repeating_flags=()
    non_repeating_flags=(--fix --strict --links --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --fit)
    __slidectl_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __slidectl_add_completions -W 'text'$'\n''json'$'\n''sarif'
        return
        ;;
    '--fit')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide|article)'
        return
        ;;
    esac
}

_slidectl_new() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--title --author)
    __slidectl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--title')
        return
        ;;
    '--author')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __slidectl_add_completions -d
        return
        ;;
    esac
}

_slidectl_lab() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __slidectl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|test|record|run|hint|shell|reset|pack|export|grade|verify|rescore|override|keys)
        # Offer subcommand argument completions
        "_slidectl_lab_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list test record run hint shell reset pack export grade verify rescore override keys' -- "${cur}"))
        ;;
    esac
}

_slidectl_lab_list() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--format --lab)
    __slidectl_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __slidectl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--lab')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide|article)'
        return
        ;;
    esac
}

_slidectl_lab_test() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--engine --engine-socket --workspace --images --cluster --lab --format -o --output)
    __slidectl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--engine')
        __slidectl_add_completions -W 'auto'$'\n''docker'$'\n''podman'$'\n''embedded'
        return
        ;;
    '--engine-socket')
        __slidectl_add_completions -f
        return
        ;;
    '--workspace')
        __slidectl_add_completions -d
        return
        ;;
    '--images')
        __slidectl_add_completions -d
        return
        ;;
    '--cluster')
        return
        ;;
    '--lab')
        return
        ;;
    '--format')
        __slidectl_add_completions -W 'text'$'\n''json'$'\n''junit'$'\n''tap'$'\n''github'$'\n''summary'$'\n''gradescope'$'\n''html'
        return
        ;;
    '-o'|'--output')
        __slidectl_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide|article)'
        return
        ;;
    esac
}

_slidectl_lab_record() {
    repeating_flags=()
    non_repeating_flags=(--accept --version -h --help)
    repeating_options=()
    non_repeating_options=(--engine --engine-socket --workspace --images --cluster --lab)
    __slidectl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--engine')
        __slidectl_add_completions -W 'auto'$'\n''docker'$'\n''podman'$'\n''embedded'
        return
        ;;
    '--engine-socket')
        __slidectl_add_completions -f
        return
        ;;
    '--workspace')
        __slidectl_add_completions -d
        return
        ;;
    '--images')
        __slidectl_add_completions -d
        return
        ;;
    '--cluster')
        return
        ;;
    '--lab')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide|article)'
        return
        ;;
    esac
}

_slidectl_lab_run() {
    repeating_flags=()
    non_repeating_flags=(--watch --version -h --help)
    repeating_options=()
    non_repeating_options=(--engine --engine-socket --workspace --images --cluster --lab --format -o --output --student --keys --answers)
    __slidectl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--engine')
        __slidectl_add_completions -W 'auto'$'\n''docker'$'\n''podman'$'\n''embedded'
        return
        ;;
    '--engine-socket')
        __slidectl_add_completions -f
        return
        ;;
    '--workspace')
        __slidectl_add_completions -d
        return
        ;;
    '--images')
        __slidectl_add_completions -d
        return
        ;;
    '--cluster')
        return
        ;;
    '--lab')
        return
        ;;
    '--format')
        __slidectl_add_completions -W 'text'$'\n''json'$'\n''junit'$'\n''tap'$'\n''github'$'\n''summary'$'\n''gradescope'$'\n''html'
        return
        ;;
    '-o'|'--output')
        __slidectl_add_completions -f
        return
        ;;
    '--student')
        return
        ;;
    '--keys')
        __slidectl_add_completions -d
        return
        ;;
    '--answers')
        __slidectl_add_completions -d
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide|article)'
        return
        ;;
    esac
}

_slidectl_lab_hint() {
    repeating_flags=()
    non_repeating_flags=(--take --version -h --help)
    repeating_options=()
    non_repeating_options=(--lab --answers)
    __slidectl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--lab')
        return
        ;;
    '--answers')
        __slidectl_add_completions -d
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide|article)'
        return
        ;;
    esac
}

_slidectl_lab_shell() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--engine --engine-socket --workspace --images --cluster --student --keys --lab)
    __slidectl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--engine')
        __slidectl_add_completions -W 'auto'$'\n''docker'$'\n''podman'$'\n''embedded'
        return
        ;;
    '--engine-socket')
        __slidectl_add_completions -f
        return
        ;;
    '--workspace')
        __slidectl_add_completions -d
        return
        ;;
    '--images')
        __slidectl_add_completions -d
        return
        ;;
    '--cluster')
        return
        ;;
    '--student')
        return
        ;;
    '--keys')
        __slidectl_add_completions -d
        return
        ;;
    '--lab')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide|article)'
        return
        ;;
    esac
}

_slidectl_lab_reset() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __slidectl_offer_flags_options 2

    # Offer positional completions
    case "${positional_number}" in
    1)
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide|article)'
        return
        ;;
    esac
}

_slidectl_lab_pack() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=(--with)
    non_repeating_options=(--answers -o --output --lab)
    __slidectl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--answers')
        __slidectl_add_completions -d
        return
        ;;
    '-o'|'--output')
        __slidectl_add_completions -f
        return
        ;;
    '--lab')
        return
        ;;
    '--with')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide|article)'
        return
        ;;
    esac
}

_slidectl_lab_export() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--keys --student -o --output)
    __slidectl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--keys')
        __slidectl_add_completions -d
        return
        ;;
    '--student')
        return
        ;;
    '-o'|'--output')
        __slidectl_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide|article)'
        return
        ;;
    esac
}

_slidectl_lab_grade() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--engine --engine-socket --images --cluster --keys --deck --lab -o --output --jobs --state --due --times)
    __slidectl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--engine')
        __slidectl_add_completions -W 'auto'$'\n''docker'$'\n''podman'$'\n''embedded'
        return
        ;;
    '--engine-socket')
        __slidectl_add_completions -f
        return
        ;;
    '--images')
        __slidectl_add_completions -d
        return
        ;;
    '--cluster')
        return
        ;;
    '--keys')
        __slidectl_add_completions -d
        return
        ;;
    '--deck')
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide|article)'
        return
        ;;
    '--lab')
        return
        ;;
    '-o'|'--output')
        __slidectl_add_completions -f
        return
        ;;
    '--jobs')
        return
        ;;
    '--state')
        __slidectl_add_completions -d
        return
        ;;
    '--due')
        return
        ;;
    '--times')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __slidectl_add_completions -d
        return
        ;;
    esac
}

_slidectl_lab_verify() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--keys)
    __slidectl_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--keys')
        __slidectl_add_completions -d
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __slidectl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    esac
}

_slidectl_lab_rescore() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--keys --deck)
    __slidectl_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--keys')
        __slidectl_add_completions -d
        return
        ;;
    '--deck')
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide|article)'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __slidectl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    esac
}

_slidectl_lab_override() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--keys --lab --step --points --reason --state --deck)
    __slidectl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--keys')
        __slidectl_add_completions -d
        return
        ;;
    '--lab')
        return
        ;;
    '--step')
        return
        ;;
    '--points')
        return
        ;;
    '--reason')
        return
        ;;
    '--state')
        __slidectl_add_completions -d
        return
        ;;
    '--deck')
        __slidectl_add_completions -o plusdirs -fX '!*.@(slide)'
        return
        ;;
    esac
}

_slidectl_lab_keys() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __slidectl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    init|rotate|list)
        # Offer subcommand argument completions
        "_slidectl_lab_keys_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'init rotate list' -- "${cur}"))
        ;;
    esac
}

_slidectl_lab_keys_init() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--keys)
    __slidectl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--keys')
        __slidectl_add_completions -d
        return
        ;;
    esac
}

_slidectl_lab_keys_rotate() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--keys)
    __slidectl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--keys')
        __slidectl_add_completions -d
        return
        ;;
    esac
}

_slidectl_lab_keys_list() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--keys --format)
    __slidectl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--keys')
        __slidectl_add_completions -d
        return
        ;;
    '--format')
        __slidectl_add_completions -W 'text'$'\n''json'
        return
        ;;
    esac
}

_slidectl_sandbox() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __slidectl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    shell|run|up|status|down)
        # Offer subcommand argument completions
        "_slidectl_sandbox_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'shell run up status down' -- "${cur}"))
        ;;
    esac
}

_slidectl_sandbox_shell() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--engine --engine-socket --workspace --images --cluster)
    __slidectl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--engine')
        __slidectl_add_completions -W 'auto'$'\n''docker'$'\n''podman'$'\n''embedded'
        return
        ;;
    '--engine-socket')
        __slidectl_add_completions -f
        return
        ;;
    '--workspace')
        __slidectl_add_completions -d
        return
        ;;
    '--images')
        __slidectl_add_completions -d
        return
        ;;
    '--cluster')
        return
        ;;
    esac
}

_slidectl_sandbox_run() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--engine --engine-socket --workspace --images --cluster --timeout --output-limit)
    __slidectl_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--engine')
        __slidectl_add_completions -W 'auto'$'\n''docker'$'\n''podman'$'\n''embedded'
        return
        ;;
    '--engine-socket')
        __slidectl_add_completions -f
        return
        ;;
    '--workspace')
        __slidectl_add_completions -d
        return
        ;;
    '--images')
        __slidectl_add_completions -d
        return
        ;;
    '--cluster')
        return
        ;;
    '--timeout')
        return
        ;;
    '--output-limit')
        return
        ;;
    esac
}

_slidectl_sandbox_up() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--engine --engine-socket --workspace --images --cluster --ttl --format)
    __slidectl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--engine')
        __slidectl_add_completions -W 'auto'$'\n''docker'$'\n''podman'$'\n''embedded'
        return
        ;;
    '--engine-socket')
        __slidectl_add_completions -f
        return
        ;;
    '--workspace')
        __slidectl_add_completions -d
        return
        ;;
    '--images')
        __slidectl_add_completions -d
        return
        ;;
    '--cluster')
        return
        ;;
    '--ttl')
        return
        ;;
    '--format')
        __slidectl_add_completions -W 'text'$'\n''env'$'\n''json'
        return
        ;;
    esac
}

_slidectl_sandbox_status() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--format)
    __slidectl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--format')
        __slidectl_add_completions -W 'text'$'\n''json'
        return
        ;;
    esac
}

_slidectl_sandbox_down() {
    repeating_flags=()
    non_repeating_flags=(--all --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __slidectl_offer_flags_options 1
}

_slidectl_doctor() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--engine-socket --format)
    __slidectl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--engine-socket')
        __slidectl_add_completions -f
        return
        ;;
    '--format')
        __slidectl_add_completions -W 'text'$'\n''json'
        return
        ;;
    esac
}

_slidectl_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __slidectl_offer_flags_options -1
}

complete -o filenames -F _slidectl slidectl
