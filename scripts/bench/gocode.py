"""Go functions for generated lectures: idiomatic statements, put together to a given number of lines."""

import random

TYPES = """
Session Order Ticket Lease Invoice Snapshot Replica Worker Bucket Partition Gateway Manifest Pipeline Artifact Account
Deployment Certificate Journal Registry Scheduler Message Volume Probe Route Tenant Cursor Digest Upload Listener Quota
""".split()
FIELDS = """
id name owner state size offset version expires labels attempts checksum parent deadline priority region path retries
created weight payload shard sequence balance latency tokens limit cursor revision status digest
""".split()
ACTIONS = """
Open Close Load Store Fetch Push Pull Merge Split Verify Encode Decode Register Resolve Acquire Release Schedule Cancel
Retry Drain Flush Rotate Renew Expire Import Export Publish Consume Replay Archive
""".split()
MESSAGES = """
cannot open %s|%s is locked by another writer|no such %s|%s has expired|retrying %s|%s: checksum differs|skip empty %s
too many attempts for %s|%s is gone|unexpected end of %s|read %s|replace %s|%s was renamed meanwhile|drained %s|commit %s
quota of %s exceeded|%s is not signed|waiting for %s|stale %s|%s needs an owner|decode %s|lost contact with %s
""".replace("\n", "|").strip("|").split("|")
HEADERS = [
    "func (@v *@T) @A(ctx context.Context, @f string) error {",
    "func @A@T(ctx context.Context, db *sql.DB, @f int64) (*@T, error) {",
    "func (@v @T) @A(w io.Writer, @f []byte) (n int, err error) {",
    "func @A@Ts(@vs map[string]*@T, @f time.Duration) []string {",
    "func handle@A@T(w http.ResponseWriter, r *http.Request) {",
    "func Test@T@A(t *testing.T) {",
    "func (@v *@T) @A(@fs ...string) <-chan Result {",
    "func new@T(@f, @g int, options ...Option) *@T {",
    "func @A[K comparable, V any](@vs map[K]V, @f func(V) bool) []K {",
    "func main() {",
]
# Each entry is a whole statement; the number of its lines is what the composition counts.
STATEMENTS = [
    'if err := @v.@A(ctx); err != nil {\n\treturn fmt.Errorf("@m: %w", err)\n}',
    "ctx, cancel := context.WithTimeout(ctx, @n*time.@U)\ndefer cancel()",
    "@v.mu.Lock()\ndefer @v.mu.Unlock()",
    "for _, @f := range @v.@gs {\n\tif @f == nil || @f.@h > @n {\n\t\tcontinue\n\t}\n\ttotal += @f.@h\n}",
    'rows, err := db.QueryContext(ctx, "SELECT @f, @g FROM @vs WHERE @h < $1", @n)\nif err != nil {\n\treturn nil, err\n}\ndefer rows.Close()',
    'log.Printf("@m (@f %d)", @v.@f)',
    'case @f := <-@v.@gs:\n\t@v.@A(@f)',
    "select {\ncase <-ctx.Done():\n\treturn ctx.Err()\ncase @v.@fs <- @g: // hand over\ndefault:\n\t@v.dropped++\n}",
    "go func() {\n\tdefer wg.Done()\n\t@v.@A(ctx, @f)\n}()",
    'var wg sync.WaitGroup\nwg.Add(len(@v.@fs))',
    "@f := make([]*@T, 0, len(@gs))",
    "@f := make(chan *@T, @n)",
    'mux.HandleFunc("/@vs/{@f}", @v.handle@A)',
    'w.Header().Set("Content-Type", "application/json")\njson.NewEncoder(w).Encode(@v.@f)',
    'if r.Method != http.MethodPost {\n\thttp.Error(w, "@m", http.StatusMethodNotAllowed)\n\treturn\n}',
    "sort.Slice(@vs, func(i, j int) bool {\n\treturn @vs[i].@f < @vs[j].@f\n})",
    "switch @v.@f {\ncase @n:\n\t@v.@g = true\ncase @n, @n:\n\t@v.@A(@f)\n}",
    'if got := @A(@f, @n); got != @n {\n\tt.Errorf("@A(%v) = %d, want @n", @f, got)\n}',
    "@v := &@T{@f: @n, @g: @h}",
    '@f, ok := @v.@gs["@h-@n"]\nif !ok {\n\treturn nil, Err@TMissing\n}',
    "buf := bufio.NewReaderSize(@f, @n<<10)",
    "// @A before the @f is read: see @T.\n@v.@f = append(@v.@f, @g...)",
    "atomic.AddInt64(&@v.@f, @n)",
    'defer func() {\n\tif r := recover(); r != nil {\n\t\terr = fmt.Errorf("@m: %v", r)\n\t}\n}()',
    "for i := 0; i < @n; i++ {\n\t@v.@f ^= @g[i] << (i % @n)\n}",
    'data, err := os.ReadFile(filepath.Join(@v.@f, "@g.json"))\nif err != nil {\n\treturn err\n}',
    "time.Sleep(time.Duration(attempt) * @n * time.@U)",
    'slog.Info("@m", "@f", @v.@f, "@g", len(@hs))',
    "@f, err := strconv.Atoi(r.URL.Query().Get(\"@f\"))",
    "if @v == nil || len(@v.@f) == 0 {\n\treturn\n}",
    "@v.@f, @v.@g = @v.@g, @v.@f",
    "return @v.@A(@f, @n)",
    "if err != nil {\n\treturn err\n}",
    "if err != nil {\n\treturn nil, err\n}",
    "if err != nil {\n\tt.Fatal(err)\n}",
    "if !ok {\n\tcontinue\n}",
    "return nil",
    "wg.Wait()",
    "@v.@f++",
    "@f, err := @v.@A(ctx)",
    "defer @v.Close()",
]


class GoCode:
    """Functions from one source of chance; a chapter's functions are about one type, as a lecture's example is."""

    def __init__(self, chance: random.Random):
        self.chance = chance
        self.begin_chapter()

    def begin_chapter(self) -> None:
        self.kind = self.chance.choice(TYPES)
        self.fields = self.chance.sample(FIELDS, 8)
        self.actions = self.chance.sample(ACTIONS, 6)
        self.numbers = [str(self.chance.choice([1, 2, 5, 8, 10, 30, 64, 100, 250, 512, 1024])) for _ in range(4)]

    def function(self, lines: int) -> str:
        """A function with exactly so many lines."""
        body: list[str] = []
        while (missing := lines - 2 - len(body)) > 0:
            fitting = [text for text in STATEMENTS if text.count("\n") < missing]
            body += self.filled(self.chance.choice(fitting)).split("\n")
        return "\n".join([self.filled(self.chance.choice(HEADERS)), *("\t" + line for line in body), "}"])

    def filled(self, text: str) -> str:
        fields = self.chance.sample(self.fields, 3)
        message = self.chance.choice(MESSAGES) % self.kind.lower()
        words = {"T": self.kind, "v": self.kind[0].lower(), "m": message, "A": self.chance.choice(self.actions)}
        words |= dict(zip("fgh", fields)) | {"U": self.chance.choice(["Second", "Millisecond", "Minute"])}
        head, *parts = text.split("@")
        for part in parts:
            head += (self.chance.choice(self.numbers) if part[0] == "n" else words[part[0]]) + part[1:]
        return head
