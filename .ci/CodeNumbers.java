import module java.base;
import module jdk.compiler;

import com.sun.source.tree.LiteralTree;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/**
 * Measures the main code of every module but test-kit and prints one table, and the comments of tests and tools;
 * docs/code-style.md explains columns and targets. Run it from the root with JDK 25:
 * {@code java .ci/CodeNumbers.java [--check] [--long] [--packages] [--riddles]}.
 */
class CodeNumbers extends TreeScanner<Void, Void> {

    static final String ROW = "%-21s%6s%7s  %-11s%-11s%-25s%6s%8s%9s%6s%8s%10s%9s%n";

    /** Modules that other modules are written against, so most of their types are public. */
    static final Set<String> PUBLIC_BY_NATURE = Set.of("common", "client", "web-kit");

    /** The lines of code of a package. */
    static final int MAX_LINES = 1_200;
    /** The limits of larger packages; docs/code-style.md has the reasons. */
    static final Map<String, Integer> MAX_LINES_OF = Map.of("web-app dev.medislot.webapp", 2_000,
            "quickstart dev.medislot.quickstart", 2_100, "embedded-infra dev.medislot.infra", 1_750);

    /** A text block, a string, a character or, in group 1, a comment: comment marks inside literals are text. */
    static final Pattern TOKEN = Pattern.compile("""
            (?xs) "{3} (?: [^"\\\\]++ | \\\\. | "(?!"") )*+ "{3}
            | " (?: [^"\\\\]++ | \\\\. )*+ "
            | ' (?: [^'\\\\]++ | \\\\. )*+ '
            | ( // [^\\n]*+ (?: \\n \\h*+ // [^\\n]*+ )*+ | /\\* .*? \\*/ )
            """);

    static final String VAGUE_WORDS = """
            \\b ( nobody | somebody | anybody | everybody | no\\hone | whoever | whatever | anew | told | tells ) \\b
            | \\b ( is | are | was | were ) \\h none \\b | \\b ( is | are | was | were | be ) \\h away \\b
            | \\b one\\hon\\hcall \\b | \\b so\\hmany \\b
            """;
    /** Words in place of a noun or a technical term; no text of the API and no README has them. */
    static final Pattern VAGUE = Pattern.compile("(?xi)" + VAGUE_WORDS);

    static final Pattern RIDDLE = Pattern.compile("""
            (?xi)
            # "who" without a noun right before it
            (?<! \\b ( patients? | doctors? | person | people | callers? | staff | members? | users? | clients?
                     | owners? | readers? | operators? | recipients? | anyone | everyone ) ,? \\h )
            \\b who (m|ever)? \\b
            # "what" in place of a noun
            | ^ what \\h | \\b what \\h ( is | are | was | were | has | had | it | they | there ) \\b
            | \\b what \\h ( each | the | an? | their | its ) \\b
            | ^ ( Reads | Sends | Deletes | Gives | Adds | Removes ) \\h what \\b
            | \\b in \\h vain \\b
            | ( ^ | @param \\h \\w+ \\h ) whose \\b | \\b until \\h when \\b
            | @param \\h \\w+ \\h ( likewise | theirs ) \\b
            | """ + VAGUE_WORDS + """
            # a comment whose first sentence has no head
            | ^ (?-i: Of | For (?= \\h [^,.;:]* (?: [.;] | $ ))
                    | (?: With | Without | By | From | As | In | On | At | To | After | Before | Until | Such\\has )
                      (?= \\h [^,.;:]* (?: [.;:] | $ ))
                    | The\\hsame (?= [.,;:] )
                    | (?: Empty | True | False | Null | Not | Those | Its ) (?= [\\h,] )
                    | Only (?= \\h (?: those | if | when | after | before | for | from | with | in | on ) \\b )
                    | (?: Also | The\\hsame )
                      (?= \\h (?: of | with | without | for | in | if | when | as | by | from | to ) \\b )
                )
              (?! \\w )
            """);

    /** The name of a test, in its first group: a method that returns nothing. */
    static final Pattern TEST_NAME = Pattern.compile("(?m)^\\h+(?:public |protected )?void (\\w+)\\(");
    static final int MAX_TEST_NAME = 45;

    /** A file, type, method, comment or wide line; {@code code} is its number of lines of code. */
    record Piece(String file, long line, int code, boolean isPublic, String text) {
        @Override
        public String toString() {
            return "%s:%d: %s%s".formatted(file, line, code == 0 ? "" : code + " lines: ", text);
        }
    }

    final List<Piece> files = new ArrayList<>();
    final List<Piece> types = new ArrayList<>();
    final List<Piece> methods = new ArrayList<>();
    final List<Piece> comments = new ArrayList<>();
    /** The comments outside of main code: tests, test-kit and the programs in folders without a module. */
    final List<Piece> testComments = new ArrayList<>();
    /** The descriptions of operations, and the lines of the READMEs and of the words of the API. */
    final List<Piece> texts = new ArrayList<>();
    final List<Piece> wideLines = new ArrayList<>();
    final List<Piece> longTestNames = new ArrayList<>();
    /** The interfaces by package and simple name; {@code implemented} has that name once for each implementation. */
    final Map<String, Piece> interfaces = new TreeMap<>();
    final List<String> implemented = new ArrayList<>();
    final List<String> missedTargets = new ArrayList<>();

    SourcePositions positions;
    /** The file that is being read, and which of its lines are code. */
    CompilationUnitTree unit;
    BitSet code;

    void main(String[] args) throws IOException {
        var options = Set.of(args);
        read();
        System.out.printf(ROW, "", "files", "code", "file", "method", "largest type", "types", "public", "private",
                ">120", "1 impl.", "comments", "riddles");
        files.stream().map(file -> module(file.file)).distinct().forEach(module -> row(module, module + "/"));
        row("all", "");
        System.out.printf("%nWithout client, whose files are mostly records: file %s, method %s%n",
                spread(notOfClient(files)), spread(notOfClient(methods)));
        System.out.printf("Exceptions: mostly public types in %s, larger packages %s%n",
                new TreeSet<>(PUBLIC_BY_NATURE), new TreeMap<>(MAX_LINES_OF));
        testRow();
        var vague = texts.stream().filter(text -> VAGUE.matcher(text.text).find()).toList();
        System.out.printf("Texts of the API and READMEs: %d with vague words%n", vague.size());
        vague.forEach(text -> target(false, "vague word in %s", text));
        var packages = files.stream()
                .collect(Collectors.groupingBy(Piece::text, TreeMap::new, Collectors.summingInt(Piece::code)));
        packages.forEach((name, lines) -> target(lines <= MAX_LINES_OF.getOrDefault(name, MAX_LINES),
                "%s: %d lines of code", name, lines));
        if (options.contains("--packages")) {
            print("Lines of code per package", packages.entrySet());
        }
        if (options.contains("--long")) {
            print("Files over 150 lines of code", over(150, files));
            print("Methods over 20 lines of code", over(20, methods));
            print("Lines over 120 columns", wideLines);
        }
        if (options.contains("--riddles")) {
            print("Comments with riddles", riddles(comments));
            print("Comments of tests and tools with riddles", riddles(testComments));
            print("Texts of the API and READMEs with vague words", vague);
        }
        if (options.contains("--check")) {
            print("Missed targets", missedTargets);
            System.exit(missedTargets.isEmpty() ? 0 : 1);
        }
    }

    void read() throws IOException {
        for (var file : list("*README.md", "*api-words.properties")) {
            var lines = Files.readAllLines(Path.of(file));
            IntStream.range(0, lines.size())
                    .forEach(i -> texts.add(new Piece(file, i + 1, 0, false, lines.get(i).strip())));
        }
        var sources = list("*.java");
        for (var file : sources) {
            var lines = Files.readAllLines(Path.of(file));
            IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).length() > 120)
                    .forEach(i -> wideLines.add(new Piece(file, i + 1, 0, false, lines.get(i).strip())));
            if (!isMain(file)) {
                commentsOfTest(file, String.join("\n", lines));
                testNames(file, String.join("\n", lines));
            }
        }
        var main = sources.stream().filter(CodeNumbers::isMain).toArray(String[]::new);
        var compiler = ToolProvider.getSystemJavaCompiler();
        var objects = compiler.getStandardFileManager(null, null, null).getJavaFileObjects(main);
        var task = (JavacTask) compiler.getTask(null, null, null, null, null, objects);
        positions = Trees.instance(task).getSourcePositions();
        scan(task.parse(), null);
    }

    static List<String> list(String... patterns) throws IOException {
        var command = Stream.of("git", "ls-files", "--cached", "--others", "--exclude-standard");
        var git = new ProcessBuilder(Stream.concat(command, Stream.of(patterns)).toList()).start();
        return git.inputReader().lines().filter(file -> Files.exists(Path.of(file))).toList();
    }

    void testNames(String file, String text) {
        TEST_NAME.matcher(text)
                .results()
                .filter(name -> name.group(1).length() > MAX_TEST_NAME)
                .map(name -> new Piece(file, text.substring(0, name.start(1)).lines().count(), 0, false, name.group(1)))
                .forEach(longTestNames::add);
    }

    void commentsOfTest(String file, String text) {
        TOKEN.matcher(text).results().filter(token -> token.group(1) != null).forEach(token -> {
            var line = text.substring(0, token.start()).lines().count();
            testComments.add(new Piece(file, Math.max(1, line), 0, false, words(token.group())));
        });
    }

    static boolean isMain(String file) {
        return file.startsWith(module(file) + "/src/main/java/") && Files.exists(Path.of(module(file), "pom.xml"))
                && !module(file).equals("test-kit");
    }

    static String module(String file) {
        return file.split("/")[0];
    }

    /** Prints the numbers of the files in a folder and notes the targets that they miss. */
    void row(String name, String folder) {
        var files = in(folder, this.files);
        var methods = in(folder, this.methods);
        var types = in(folder, this.types);
        var comments = in(folder, this.comments);
        var wide = in(folder, wideLines).size();
        var singles = in(folder, interfaces.keySet()
                .stream()
                .filter(type -> Collections.frequency(implemented, type) == 1)
                .map(interfaces::get)
                .toList());
        var lines = files.stream().mapToInt(Piece::code).sum();
        var open = types.stream().filter(Piece::isPublic).count();
        var hidden = 100.0 * (types.size() - open) / types.size();
        var riddles = 100.0 * riddles(comments).size() / Math.max(1, comments.size());
        var largest = over(0, types).getFirst();
        System.out.printf(ROW, name, files.size(), lines, spread(files), spread(methods),
                largest.code + " " + largest.text, types.size(), open, "%.0f %%".formatted(hidden), wide,
                singles.size(), comments.size(), "%.1f %%".formatted(riddles));
        if (folder.isEmpty()) {
            target(percentile(90, files) <= 90, "file p90 is %d lines of code", percentile(90, files));
            target(percentile(90, methods) <= 12, "method p90 is %d lines of code", percentile(90, methods));
            target(riddles < 5, "%.1f %% of the comments have riddles", riddles);
            target(wide == 0, "%d lines over 120 columns", wide);
            over(250, types).forEach(type -> target(false, "type over 250 lines of code: %s", type));
            singles.forEach(type -> target(false, "interface with one implementation: %s", type));
        } else {
            target(hidden >= 60 || PUBLIC_BY_NATURE.contains(name), "%s: %d of %d types are public", name, open,
                    types.size());
        }
    }

    void testRow() {
        var riddles = 100.0 * riddles(testComments).size() / Math.max(1, testComments.size());
        System.out.printf("%nTests and tools: %d comments, %.1f %% with riddles, %d test names over %d characters%n",
                testComments.size(), riddles, longTestNames.size(), MAX_TEST_NAME);
        longTestNames.forEach(name -> target(false, "name of a test over %d characters: %s", MAX_TEST_NAME, name));
        target(riddles < 5, "tests and tools: %.1f %% of the comments have riddles", riddles);
    }

    void target(boolean isMet, String text, Object... values) {
        if (!isMet) {
            missedTargets.add(text.formatted(values));
        }
    }

    static List<Piece> in(String folder, List<Piece> pieces) {
        return pieces.stream().filter(piece -> piece.file.startsWith(folder)).toList();
    }

    static List<Piece> notOfClient(List<Piece> pieces) {
        return pieces.stream().filter(piece -> !module(piece.file).equals("client")).toList();
    }

    static List<Piece> riddles(List<Piece> comments) {
        return comments.stream().filter(comment -> RIDDLE.matcher(comment.text).find()).toList();
    }

    static List<Piece> over(int limit, List<Piece> pieces) {
        var longestFirst = Comparator.comparing(Piece::code).reversed();
        return pieces.stream().filter(piece -> piece.code > limit).sorted(longestFirst).toList();
    }

    static String spread(List<Piece> pieces) {
        return percentile(50, pieces) + "/" + percentile(90, pieces) + "/" + percentile(100, pieces);
    }

    static int percentile(int percent, List<Piece> pieces) {
        var sorted = pieces.stream().map(Piece::code).sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }

    static void print(String title, Collection<?> entries) {
        System.out.printf("%n%s: %d%n", title, entries.size());
        entries.forEach(System.out::println);
    }

    @Override
    public Void visitCompilationUnit(CompilationUnitTree unit, Void nothing) {
        this.unit = unit;
        code = new BitSet();
        var lines = TOKEN.matcher(text()).replaceAll(this::withoutComment).lines().toList();
        IntStream.range(0, lines.size())
                .filter(i -> !lines.get(i).matches("\\s*|(import|package) .*"))
                .forEach(i -> code.set(i + 1));
        if (!unit.getTypeDecls().isEmpty()) { // package-info.java has none
            files.add(new Piece(file(), 1, code.cardinality(), false, module(file()) + " " + unit.getPackageName()));
        }
        return super.visitCompilationUnit(unit, nothing);
    }

    /** Notes a comment and keeps its line breaks only; keeps a literal as it is. */
    String withoutComment(MatchResult token) {
        if (token.group(1) == null) {
            return Matcher.quoteReplacement(token.group());
        }
        comments.add(new Piece(file(), line(token.start()), 0, false, words(token.group())));
        return token.group().replaceAll(".", "");
    }

    static String words(String comment) {
        return comment.replaceAll("(?m)^\\s*(/\\*+|\\*(?!/)|//)|\\*/$|<p>|\\{@\\w+ |}", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
        var parents = type.getImplementsClause().stream().map(this::fullName).toList();
        implemented.addAll(parents);
        var piece = piece(type, type.getModifiers(), type.getSimpleName());
        if (unit.getTypeDecls().contains(type)) {
            types.add(piece);
        }
        var isSealed = type.getModifiers().getFlags().contains(Modifier.SEALED);
        if (type.getKind() == Tree.Kind.INTERFACE && !isSealed && !isPrivateFunction(type.getModifiers())
                && parents.stream().noneMatch(parent -> parent.startsWith("org.springframework.data."))) {
            interfaces.put(unit.getPackageName() + "." + type.getSimpleName(), piece);
        }
        return super.visitClass(type, nothing);
    }

    @Override
    public Void visitAnnotation(AnnotationTree annotation, Void nothing) {
        if (annotation.getAnnotationType().toString().equals("Operation")) {
            var text = new StringJoiner(" ");
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitLiteral(LiteralTree literal, Void nothing) {
                    text.add(String.valueOf(literal.getValue()));
                    return null;
                }
            }.scan(annotation, null);
            var line = line(positions.getStartPosition(unit, annotation));
            texts.add(new Piece(file(), line, 0, false, text.toString()));
        }
        return super.visitAnnotation(annotation, nothing);
    }

    @Override
    public Void visitNewClass(NewClassTree creation, Void nothing) {
        if (creation.getClassBody() != null) {
            implemented.add(fullName(creation.getIdentifier()));
        }
        return super.visitNewClass(creation, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
        if (method.getBody() != null) {
            methods.add(piece(method, method.getModifiers(), method.getName()));
        }
        return super.visitMethod(method, nothing);
    }

    /** Starts at the signature, which follows the annotations on the same line or on a later one. */
    Piece piece(Tree tree, ModifiersTree modifiers, Name name) {
        var annotations = modifiers.getAnnotations();
        var start = annotations.isEmpty()
                ? positions.getStartPosition(unit, tree)
                : positions.getEndPosition(unit, annotations.getLast());
        while (Character.isWhitespace(text().charAt((int) start))) {
            start++;
        }
        var from = line(start);
        var until = line(positions.getEndPosition(unit, tree));
        var count = code.get((int) from, (int) until + 1).cardinality();
        return new Piece(file(), from, count, modifiers.getFlags().contains(Modifier.PUBLIC), name.toString());
    }

    /** Package and simple name of a type, without outer types: from the imports or else the package of the file. */
    String fullName(Tree type) {
        var name = (type instanceof ParameterizedTypeTree generic ? generic.getType() : type).toString();
        var outermost = "." + name.split("\\.")[0];
        var home = unit.getImports()
                .stream()
                .map(each -> each.getQualifiedIdentifier().toString())
                .filter(each -> each.endsWith(outermost))
                .findFirst()
                .orElse(unit.getPackageName().toString());
        return home.replaceFirst("\\.[A-Z].*", "") + "." + name.substring(name.lastIndexOf('.') + 1);
    }

    boolean isPrivateFunction(ModifiersTree modifiers) {
        return modifiers.getFlags().contains(Modifier.PRIVATE)
                && modifiers.getAnnotations().toString().contains("FunctionalInterface");
    }

    String file() {
        return unit.getSourceFile().getName();
    }

    long line(long position) {
        return unit.getLineMap().getLineNumber(position);
    }

    String text() {
        try {
            return unit.getSourceFile().getCharContent(true).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
