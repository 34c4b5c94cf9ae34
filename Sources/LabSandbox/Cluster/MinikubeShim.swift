import KubeAPI

/// The `minikube` of a sandbox: it steers the cluster that the session has, and says what it isn't.
///
/// It asks the session's own API server by kubectl, so it can do nothing that its user couldn't.
enum MinikubeShim {
    static let text = #"""
        #!/bin/sh
        # In a sandbox there is one cluster, the session's own: this starts and stops it, and starts no virtual machine.
        ask() { kubectl get --raw "/slidectl/cluster/$1" 2>/dev/null; }
        state() { state=$(ask state) || state=Nonexistent; }
        exists() {
            state
            [ "$state" != Nonexistent ] || {
                echo "* Profile \"minikube\" not found. Run \"minikube profile list\" to view all profiles." >&2
                echo "  To start a cluster, run: \"minikube start\"" >&2
                exit 85
            }
        }
        unknown() { echo "X slidectl's minikube doesn't know $1" >&2; exit 14; }
        lacks() { echo "X slidectl's embedded cluster has $1" >&2; exit 14; }
        # What an option asks for, which must be there.
        want() {
            case "$1" in
                -p|--profile) [ "$2" = minikube ] || lacks "the one profile minikube, and none that is called \"$2\"" ;;
                -n|--nodes) [ "$2" = 1 ] || lacks "one node, not $2" ;;
                --kubernetes-version)
                    case "${2#v}" in
                        stable|latest|\#(KubernetesVersion.major).\#(KubernetesVersion.minor)|\#(KubernetesVersion.major).\#(KubernetesVersion.minor).*) ;;
                        *) lacks "the version \#(KubernetesVersion.text) alone, not $2" ;;
                    esac ;;
                -o|--output) output=$2 ;;
                -f|--format) format=$2 ;;
            esac
        }
        # Reads options: first, those that are given alone; then those with a value; then the arguments.
        options() {
            alone=" $1 " valued=" -p --profile $2 "
            shift 2
            while [ $# -gt 0 ]; do
                option=${1%%=*}
                case "$alone" in *" $option "*) shift; continue ;; esac
                case "$valued" in *" $option "*) ;; *) unknown "$option" ;; esac
                case "$1" in
                    *=*) want "$option" "${1#*=}" ;;
                    *) want "$option" "$2"; [ $# -lt 2 ] || shift ;;
                esac
                shift
            done
        }
        # A status in a form like {{.Host}}.
        formatted() {
            text=$(printf '%s\n' "$format" | sed -e "s/{{ *\.Host *}}/$state/g" -e "s/{{ *\.Kubelet *}}/$state/g" \
                -e "s/{{ *\.APIServer *}}/$state/g" -e 's/{{ *\.Name *}}/minikube/g' \
                -e 's/{{ *\.Kubeconfig *}}/Configured/g')
            case "$text" in *"{{"*) unknown "the format $format" ;; esac
            printf '%s' "$text"
        }
        # The address of each port of the nodes that a service has.
        urls() {
            { kubectl get services "$1" -n "$namespace" -o jsonpath='{.spec.ports[*].nodePort}'; echo; } |
                tr ' ' '\n' | sed -n 's|^[0-9][0-9]*$|http://127.0.0.1:&|p'
        }
        case "$1" in
            start)
                shift
                options "--force --interactive --install-addons --cache-images --preload --delete-on-failure --alsologtostderr" \
                    "-n --nodes --kubernetes-version --driver --vm-driver --memory --cpus --disk-size --container-runtime \
                    --wait --wait-timeout -v --v" "$@"
                ask start >/dev/null || { echo "X this session has no cluster: open it with --cluster embedded" >&2; exit 69; }
                echo "* slidectl's embedded cluster, $(kubectl version 2>/dev/null | sed -n 's/^Server Version: /Kubernetes /p')"
                echo "* Done! kubectl is now configured to use \"minikube\" cluster and \"default\" namespace by default"
                ;;
            status)
                shift
                output=text format=
                options "" "-o --output -f --format -l --layout" "$@"
                exists
                if [ -n "$format" ]; then
                    formatted
                elif [ "$output" = json ]; then
                    printf '{"Name":"minikube","Host":"%s","Kubelet":"%s","APIServer":"%s",' "$state" "$state" "$state"
                    printf '"Kubeconfig":"Configured","Worker":false}\n'
                elif [ "$output" != text ]; then
                    unknown "the output $output"
                else
                    printf 'minikube\ntype: Control Plane\nhost: %s\nkubelet: %s\napiserver: %s\nkubeconfig: Configured\n\n' \
                        "$state" "$state" "$state"
                fi
                [ "$state" = Running ] || exit 7
                ;;
            stop)
                shift
                options "--all" "" "$@"
                exists
                echo '* Stopping node "minikube"  ...'
                ask stop >/dev/null && echo '* 1 node stopped.'
                ;;
            delete)
                shift
                options "--all --purge" "" "$@"
                exists
                ask delete >/dev/null && echo '* Removed all traces of the "minikube" cluster.'
                ;;
            ip) exists; echo 127.0.0.1 ;;
            dashboard) exists; ask dashboard ;;
            service)
                exists
                shift
                name= namespace=default all= list=
                while [ $# -gt 0 ]; do
                    case "$1" in
                        --url) ;;
                        -n|--namespace) namespace=$2; shift ;;
                        --namespace=*) namespace=${1#*=} ;;
                        --all) all=1 ;;
                        list) list=1 ;;
                        -*) echo "X slidectl's minikube doesn't know $1" >&2; exit 14 ;;
                        *) name=$1 ;;
                    esac
                    shift
                done
                if [ -n "$list" ]; then exec kubectl get services --all-namespaces; fi
                [ -n "$name$all" ] || { echo "X You must specify a service name" >&2; exit 14; }
                if [ -n "$all" ]; then
                    for name in $(kubectl get services -n "$namespace" -o jsonpath='{.items[*].metadata.name}'); do
                        urls "$name"
                    done
                    exit
                fi
                problem=$(kubectl get services "$name" -n "$namespace" 2>&1 >/dev/null) || {
                    case "$problem" in *NotFound*) ;; *) echo "$problem" >&2; exit 1 ;; esac
                    echo "X Exiting due to SVC_NOT_FOUND: Service '$name' was not found in '$namespace' namespace." >&2
                    echo "You may select another namespace by using 'minikube service $name -n <namespace>'." \
                        "Or list out all the services using 'minikube service list'" >&2
                    exit 115
                }
                found=$(urls "$name")
                [ -n "$found" ] || { echo "* service $namespace/$name has no node port" >&2; exit 1; }
                echo "$found"
                ;;
            addons)
                [ "$2" = list ] || [ -z "$2" ] || { echo "X the embedded cluster has no addons to switch" >&2; exit 10; }
                printf '|-------------|----------|---------|\n| ADDON NAME  | PROFILE  | STATUS  |\n'
                printf '|-------------|----------|---------|\n| dashboard   | minikube | enabled |\n'
                printf '|-------------|----------|---------|\n'
                ;;
            version) echo "minikube version: slidectl's own, for the session's cluster" ;;
            kubectl) shift; [ "$1" = -- ] && shift; exec kubectl "$@" ;;
            profile) echo minikube ;;
            node)
                [ "$2" = list ] || { echo "X the embedded cluster has the one node that it has" >&2; exit 14; }
                exists
                printf '\#(EmbeddedCluster.node.name)\t\#(EmbeddedCluster.node.address)\n'
                ;;
            ''|help|-h|--help)
                echo "slidectl's minikube steers the session's cluster:"
                echo "  start, status, stop, delete, dashboard, ip, node list, service NAME --url, addons list,"
                echo "  kubectl -- …"
                ;;
            *) echo "X slidectl's minikube doesn't know \"$1\": minikube help lists what it does" >&2; exit 14 ;;
        esac

        """#
}
