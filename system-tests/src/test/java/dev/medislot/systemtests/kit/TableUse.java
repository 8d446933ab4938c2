package dev.medislot.systemtests.kit;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The types of a service and of the kits that write and read each table of the service, from their SQL. */
public final class TableUse {

    private static final Pattern CREATED = Pattern.compile("create (?:unlogged )?table (?:if not exists )?(\\w+)");
    private static final Pattern VIEW = Pattern.compile("create view (\\w+) as\\s+select [^;]*? from (\\w+)");
    private static final Pattern TEXT = Pattern.compile("\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"", Pattern.DOTALL);
    private static final Pattern SQL = Pattern
            .compile("\\b(?:select|join \\w+ \\w+ on|insert into|delete from|update \\w+ (?:\\w+ )?set)\\b|^\\W*from ");
    private static final Pattern INSERTED = Pattern.compile("insert into (\\w+)");
    private static final Pattern CHANGED = Pattern.compile("(?:update|delete from) (\\w+)");
    private static final Pattern READ = Pattern.compile("(?<!delete )(?:from|join|,) (\\w+)");
    private static final Pattern RETURNED = Pattern.compile("\\breturning\\b");
    private static final Pattern REPOSITORY = Pattern.compile("extends Repository<(\\w+),");
    private static final Pattern SAVED = Pattern.compile("\\b(?:save|delete|insert)\\w*\\(");
    private static final Pattern FOUND = Pattern.compile("\\b(?:find|exists|count)\\w*\\(");

    /** Inserts holds, which are rows of booking so that the constraints of bookings bind them; owns no table. */
    private static final String HOLDS = "claim.Holds";

    private record Use(Set<String> inserting, Set<String> writing, Set<String> reading) {

        Use() {
            this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        }

        /** The types that insert rows; those that change or read them where a migration has inserted all rows. */
        Set<String> owning() {
            if (!inserting.isEmpty()) {
                return inserting;
            }
            return writing.isEmpty() ? reading : writing;
        }
    }

    private final Map<String, Use> tables = new TreeMap<>();
    /** The table of each view: to read the view is to read the table. */
    private final Map<String, String> views = new TreeMap<>();

    private TableUse(String module) {
        var owners = Stream.concat(Stream.of(module), Repository.KITS.stream()).toList();
        var migrations = owners.stream().flatMap(owner -> files(owner + "/src/main/resources", ".sql")).toList();
        migrations.forEach(file -> names(CREATED, read(file)).forEach(table -> tables.put(table, new Use())));
        migrations.forEach(
                file -> VIEW.matcher(read(file)).results().forEach(found -> views.put(found.group(1), found.group(2))));
        owners.stream().flatMap(owner -> files(owner + "/src/main/java", ".java")).forEach(this::source);
    }

    /** The rows of the table in the service's README, sorted. */
    public static List<String> of(String module) {
        return new TableUse(module).tables.entrySet()
                .stream()
                .filter(table -> !table.getValue().writing().isEmpty() || !table.getValue().reading().isEmpty())
                .map(table -> "| `%s` | %s | %s | %s |".formatted(table.getKey(), owners(table.getValue().owning()),
                        listed(table.getValue().writing()), listed(table.getValue().reading())))
                .toList();
    }

    private void source(Path file) {
        var java = read(file);
        var owner = Repository.KITS.stream()
                .filter(kit -> file.startsWith(Repository.file(kit)))
                .findFirst()
                .orElseGet(() -> file.getParent().getFileName().toString());
        var type = owner + "." + file.getFileName().toString().replace(".java", "");
        statements(java).forEach(sql -> {
            if (!type.equals(HOLDS)) {
                uses(INSERTED, sql).forEach(use -> use.inserting().add(type));
            }
            uses(INSERTED, sql).forEach(use -> use.writing().add(type));
            uses(CHANGED, sql).forEach(use -> use.writing().add(type));
            uses(READ, sql).forEach(use -> use.reading().add(type));
            if (RETURNED.matcher(sql).find()) {
                Stream.of(INSERTED, CHANGED)
                        .flatMap(pattern -> uses(pattern, sql).stream())
                        .forEach(use -> use.reading().add(type));
            }
        });
        repository(java, type);
    }

    /** A Spring Data repository names its entity, whose table has the entity's name. */
    private void repository(String java, String type) {
        var entity = REPOSITORY.matcher(java);
        if (!entity.find()) {
            return;
        }
        var use = tables.get(entity.group(1).replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase());
        if (use != null && SAVED.matcher(java).find()) {
            use.inserting().add(type);
            use.writing().add(type);
        }
        if (use != null && FOUND.matcher(java).find()) {
            use.reading().add(type);
        }
    }

    /** The literals that are SQL, whose keywords are in lower case; sentences, as in descriptions, have none. */
    private static Stream<String> statements(String java) {
        return TEXT.matcher(java)
                .results()
                .map(text -> text.group().replaceAll("\\s+", " "))
                .filter(text -> SQL.matcher(text).find())
                .map(String::toLowerCase);
    }

    private List<Use> uses(Pattern pattern, String sql) {
        return names(pattern, sql).map(name -> views.getOrDefault(name, name))
                .filter(tables::containsKey)
                .map(tables::get)
                .toList();
    }

    private static Stream<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1));
    }

    private static String owners(Set<String> types) {
        return types.stream().map(type -> type.substring(0, type.indexOf('.'))).distinct().collect(joining(", "));
    }

    private static String listed(Set<String> types) {
        return types.stream().map(type -> "`%s`".formatted(type)).collect(joining(", "));
    }

    private static Stream<Path> files(String folder, String ending) {
        try (var walk = Files.walk(Repository.file(folder))) {
            return walk.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
