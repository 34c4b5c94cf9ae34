"""What an engine does to a machine's network, and how that is taken back."""

import json
import os
import re
import signal
import socket
import subprocess
from pathlib import Path

FORWARDING = Path("/proc/sys/net/ipv4/ip_forward")


def _run(*command: str) -> str:
    return subprocess.run(command, text=True, capture_output=True).stdout


def make_namespace(name: str) -> None:
    """A network namespace with a loopback interface and nothing else."""
    if not Path(f"/run/netns/{name}").exists():
        subprocess.run(["ip", "netns", "add", name], check=True)
    subprocess.run(["ip", "-n", name, "link", "set", "lo", "up"], check=True)


def remove_namespace(name: str) -> None:
    """Removes a namespace, and ends what still runs in it: nothing but what an engine of ours left, such as its DNS."""
    if not Path(f"/run/netns/{name}").exists():
        return
    for pid in _run("ip", "netns", "pids", name).split():
        try:
            os.kill(int(pid), signal.SIGKILL)
        except ProcessLookupError:
            pass
    subprocess.run(["ip", "netns", "delete", name], check=True)


def bridges() -> set[str]:
    """The bridges of Docker's kind on this machine."""
    return set(re.findall(r"^\d+: (docker0|br-[0-9a-f]{12})[:@]", _run("ip", "-o", "link"), flags=re.MULTILINE))


def another_engine() -> bool:
    """Whether someone else's Docker works in this machine's network."""
    if "docker0" in bridges():
        return True
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect("/var/run/docker.sock")
            return True
        except OSError:
            return False


def remember(file: Path) -> None:
    """Notes what is there before an engine changes it."""
    policy = re.search(r"-P FORWARD (\w+)", _run("iptables", "-S", "FORWARD"))
    file.write_text(json.dumps({
        "forwarding": FORWARDING.read_text().strip(), "policy": policy[1] if policy else "ACCEPT",
        "bridges": sorted(bridges()),
    }))


def restore(file: Path) -> None:
    """Removes the engine's bridges and rules, and sets back what it changed."""
    if not file.exists():
        return
    before = json.loads(file.read_text())
    ours = bridges() - set(before["bridges"])
    for bridge in ours:
        _run("ip", "link", "delete", bridge)
    for table in ["nat", "filter"]:
        rules = _run("iptables", "-t", table, "-S").splitlines()
        for rule in rules:
            # The engine's rules name its chains or its bridges; its pools of addresses are ours alone.
            if rule.startswith("-A") and re.search(r"DOCKER|docker0|br-[0-9a-f]{12}|172\.3[01]\.|10\.1(1[2-9]|2[0-7])\.", rule):
                _run("iptables", "-t", table, "-D", *rule.split()[1:])
        for chain in re.findall(r"^-N (DOCKER\S*)", "\n".join(rules), flags=re.MULTILINE):
            _run("iptables", "-t", table, "-F", chain)
        for chain in re.findall(r"^-N (DOCKER\S*)", "\n".join(rules), flags=re.MULTILINE):
            _run("iptables", "-t", table, "-X", chain)
    _run("iptables", "-P", "FORWARD", before["policy"])
    FORWARDING.write_text(before["forwarding"])
    file.unlink()
