package dev.medislot.systemtests.benchmark;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a JVM with native memory tracking has its memory, in MB.
 *
 * @param committed by category of the JVM
 * @param live the heap that is used after a collection
 * @param files the resident share of mapped files: AOT caches, and others such as libraries
 */
record JvmMemory(Map<String, Double> committed, double live, double caches, double files) {

    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final Pattern CATEGORY = Pattern
            .compile("(?m)^- +([A-Z][\\w ]+?) \\(reserved=\\d+KB, committed=(\\d+)KB");
    private static final Pattern GENERATION = Pattern
            .compile("(?mi)^ *(?:DefNew|Tenured|def new generation|tenured generation) +total \\d+K, used (\\d+)K");
    private static final Pattern MAPPING = Pattern.compile("^[0-9a-f]+-[0-9a-f]+ .*? (/.*|)$");
    private static final List<String> NAMED = List.of("Java Heap", "Class", "Metaspace", "Shared class space", "Code",
            "Symbol", "Thread", "GC", "Compiler", "Arena Chunk", "Other");

    /** The collection is full, so the live heap is of the objects that are in use. */
    static JvmMemory of(long pid) throws IOException {
        var committed = CATEGORY.matcher(jcmd(pid, "VM.native_memory", "summary"))
                .results()
                .collect(toMap(line -> line.group(1), line -> Long.parseLong(line.group(2)) / 1024.0, Double::sum));
        var mapped = mapped(pid);
        jcmd(pid, "GC.run");
        double live = GENERATION.matcher(jcmd(pid, "GC.heap_info"))
                .results()
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum() / 1024.0;
        return new JvmMemory(committed, live, mapped.get(true), mapped.get(false));
    }

    /** The resident share of mapped files, whether they are an AOT cache or the JVM's own. */
    private static Map<Boolean, Double> mapped(long pid) throws IOException {
        double caches = 0;
        double others = 0;
        var file = "";
        for (var line : Files.readAllLines(Path.of("/proc/%d/smaps".formatted(pid)))) {
            var mapping = MAPPING.matcher(line);
            if (mapping.matches()) {
                file = mapping.group(1);
            } else if (line.startsWith("Pss:") && (file.endsWith(".aot") || file.endsWith(".jsa"))) {
                caches += ProcessMemory.number(line) / 1024.0;
            } else if (line.startsWith("Pss:") && !file.isEmpty()) {
                others += ProcessMemory.number(line) / 1024.0;
            }
        }
        return Map.of(true, caches, false, others);
    }

    private static String jcmd(long pid, String... command) throws IOException {
        var process = new ProcessBuilder(JCMD.toString(), Long.toString(pid), String.join(" ", command))
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes());
    }

    @Override
    public String toString() {
        var named = NAMED.stream()
                .filter(committed::containsKey)
                .map(name -> Row.text("%s %.0f", name, committed.get(name)))
                .collect(Collectors.joining(", "));
        double rest = committed.entrySet()
                .stream()
                .filter(each -> !NAMED.contains(each.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        return Row.text("committed: %s, rest %.0f; heap in use %.0f; resident of mapped files: cache %.0f, others %.0f",
                named, rest, live, caches, files);
    }
}
