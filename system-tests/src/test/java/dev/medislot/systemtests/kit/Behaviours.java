package dev.medislot.systemtests.kit;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.medislot.common.event.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The behaviours of a service on requests, on events, on a schedule, as a command or at start, each with its method;
 * with the work that the kits do in every service.
 */
public final class Behaviours {

    private static final String EVENTS = "dev.medislot.common.event";
    private static final Map<String, String> HTTP_METHODS = Map.of("GetMapping", "GET", "PostMapping", "POST",
            "PutMapping", "PUT", "PatchMapping", "PATCH", "DeleteMapping", "DELETE");
    private static final String REBUILD = "dev.medislot.service.projection.Rebuild";
    private static final String COMMANDS = "dev.medislot.service.program";
    private static final Pattern READ_TOPIC = Pattern.compile("\\.partitionsFor\\(Topics\\.(\\w+)\\)");
    private static final Pattern COMMAND = Pattern.compile("new Command\\(\"([^\"]+)\"");
    private static final List<String> DELAYS = List.of("fixedDelayString", "fixedDelay", "cron");

    private final Map<String, Set<String>> rows = new TreeMap<>();

    private Behaviours(Stream<JavaClass> classes) {
        classes.forEach(type -> {
            type.getMethods().forEach(this::endpoint);
            type.getMethods().forEach(this::trigger);
            reads(type);
            publications(type);
            commands(type);
            lifecycle(type);
        });
    }

    /** The rows of the table in the service's README, sorted. */
    public static List<String> of(String module) {
        var sources = Stream.concat(Stream.of(module), Repository.KITS.stream())
                .map(name -> Repository.file(name + "/target/classes"))
                .toList();
        // with common, which says which types are events
        var all = Stream.concat(sources.stream(), Stream.of(Repository.file("common/target/classes"))).toList();
        var classes = new ClassFileImporter().importPaths(all)
                .stream()
                .filter(type -> sources.stream().anyMatch(source -> isFrom(source, type)))
                .toList();
        var beans = new KitBeans(module, classes);
        var found = new Behaviours(classes.stream().filter(type -> beans.has(topLevel(type))));
        return found.rows.entrySet()
                .stream()
                .map(row -> "| %s | %s |".formatted(row.getKey(), String.join(", ", row.getValue())))
                .toList();
    }

    private static boolean isFrom(Path folder, JavaClass type) {
        return Path.of(type.getSource().orElseThrow().getUri()).startsWith(folder);
    }

    private void endpoint(JavaMethod method) {
        for (var annotation : method.getAnnotations()) {
            var verb = HTTP_METHODS.get(annotation.getRawType().getSimpleName());
            if (verb != null) {
                var path = path(method.getOwner().getAnnotations()) + path(Set.of(annotation));
                add("`%s %s`".formatted(verb, path.replace("/api/v1", "")), name(method));
            }
        }
    }

    private void trigger(JavaMethod method) {
        for (var annotation : method.getAnnotations()) {
            switch (annotation.getRawType().getSimpleName()) {
                case "KafkaListener" -> texts(annotation, "topics")
                        .forEach(topic -> add("on an event of `%s`".formatted(topic), name(method)));
                case "EventListener", "TransactionalEventListener" -> add("on `%s` inside the service"
                        .formatted(method.getRawParameterTypes().getFirst().getSimpleName()), name(method));
                case "Scheduled" -> add("every %s".formatted(delay(annotation)), name(method));
                default -> {
                    // says nothing about when the method runs
                }
            }
        }
    }

    private void publications(JavaClass type) {
        type.getConstructorCallsFromSelf()
                .stream()
                .filter(call -> isEvent(call.getTargetOwner()))
                .forEach(call -> add("publishes `%s`".formatted(call.getTargetOwner().getSimpleName()),
                        name(call.getOrigin())));
        type.getMethodCallsFromSelf()
                .stream()
                .filter(call -> isMethod(call, "dev.medislot.service.outbox.Outbox", "erase"))
                .forEach(call -> add("publishes a tombstone", name(call.getOrigin())));
    }

    /** A topic that a consumer reads without a listener of Spring Kafka. */
    private void reads(JavaClass type) {
        type.getMethodCallsFromSelf()
                .stream()
                .filter(call -> call.getName().equals("partitionsFor"))
                .forEach(call -> found(READ_TOPIC, source(type))
                        .forEach(topic -> add("on an event of `%s`".formatted(topic(topic)), name(call.getOrigin()))));
    }

    /** The program of a service takes the rebuilds from a kit, and makes its other commands itself. */
    private void commands(JavaClass type) {
        rebuilds(type);
        if (!type.getName().startsWith("dev.medislot.service") && type.getConstructorCallsFromSelf()
                .stream()
                .anyMatch(call -> isOf(call.getTargetOwner(), COMMANDS))) {
            found(COMMAND, source(type)).forEach(words -> type.getMethodCallsFromSelf()
                    .stream()
                    .filter(call -> isWork(call.getTargetOwner(), type))
                    .forEach(call -> add("command `%s`".formatted(words), target(call))));
        }
    }

    /** The rebuild of a topic ends in its projection. */
    private void rebuilds(JavaClass type) {
        if (type.isAssignableTo("dev.medislot.service.projection.Projection") && !type.isInterface()) {
            add("command `rebuild`", type.getSimpleName() + ".keep");
        }
        type.getMethodCallsFromSelf()
                .stream()
                .filter(call -> call.getTargetOwner().getName().equals(REBUILD + "Command"))
                .flatMap(call -> call.getTarget().resolveMember().orElseThrow().getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().getName().equals(REBUILD))
                .forEach(call -> add("command `rebuild`", target(call)));
    }

    private static boolean isWork(JavaClass called, JavaClass program) {
        return called.getName().startsWith("dev.medislot.") && !called.equals(program) && !isOf(called, COMMANDS)
                && !called.getName().equals(REBUILD + "Command");
    }

    private static boolean isOf(JavaClass type, String owner) {
        return type.getPackageName().equals(owner);
    }

    private static String target(JavaMethodCall call) {
        return call.getTargetOwner().getSimpleName() + "." + call.getName();
    }

    private static String topic(String constant) {
        try {
            return (String) Topics.class.getField(constant).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> found(Pattern pattern, String source) {
        return pattern.matcher(source).results().map(match -> match.group(1));
    }

    private static String source(JavaClass type) {
        var compiled = Path.of(type.getSource().orElseThrow().getUri()).toString();
        var module = compiled.substring(0, compiled.indexOf("target/classes"));
        try {
            return Files
                    .readString(Path.of(module, "src/main/java", topLevel(type).getName().replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lifecycle(JavaClass type) {
        if (type.isAssignableTo("org.springframework.boot.ApplicationRunner")) {
            add("at start", type.getSimpleName() + ".run");
        }
        if (type.isAssignableTo("org.springframework.context.SmartLifecycle")) {
            add("from start to stop", type.getSimpleName() + ".start");
        }
    }

    private static boolean isMethod(JavaMethodCall call, String owner, String name) {
        return call.getTargetOwner().getName().equals(owner) && call.getName().equals(name);
    }

    private static boolean isEvent(JavaClass type) {
        return type.getPackageName().equals(EVENTS)
                && type.getAllRawInterfaces().stream().anyMatch(each -> each.getName().equals(EVENTS + ".Event"));
    }

    private static String delay(JavaAnnotation<?> scheduled) {
        return DELAYS.stream()
                .map(name -> scheduled.get(name).map(String::valueOf).orElse(""))
                .filter(delay -> !delay.isEmpty() && !delay.equals("-1"))
                .map(delay -> delay.matches("\\d+") ? delay + " ms" : "`%s`".formatted(delay))
                .findFirst()
                .orElseThrow();
    }

    private static String path(Set<? extends JavaAnnotation<?>> annotations) {
        return annotations.stream()
                .filter(annotation -> annotation.getRawType().getSimpleName().endsWith("Mapping"))
                .flatMap(annotation -> Stream.of("value", "path").flatMap(name -> texts(annotation, name)))
                .findFirst()
                .orElse("");
    }

    private static Stream<String> texts(JavaAnnotation<?> annotation, String property) {
        return annotation.get(property).stream().flatMap(value -> Arrays.stream((Object[]) value)).map(String::valueOf);
    }

    private static String name(JavaCodeUnit unit) {
        var method = unit.isConstructor() ? "new" : unit.getName();
        return "`%s.%s`".formatted(topLevel(unit.getOwner()).getSimpleName(), method);
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(Behaviours::topLevel).orElse(type);
    }

    private void add(String behaviour, String where) {
        rows.computeIfAbsent(behaviour, _ -> new TreeSet<>()).add(where.startsWith("`") ? where : "`" + where + "`");
    }
}
