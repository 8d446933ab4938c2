package dev.medislot.service.program;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A service's program: without arguments, or with settings alone, it serves; with the words of a command it does that
 * and ends. Other words are refused in one line that names the right ones, with exit status 2.
 */
public final class Program {

    /** The profile of everything that runs by itself, and therefore only in a serving program. */
    public static final String SERVING = "!command";

    private static final int MISUSED = 2;

    private Program() {}

    public static void run(Class<?> service, String[] args, Command... commands) {
        var words = words(args);
        if (words.isEmpty()) {
            SpringApplication.run(service, args);
            return;
        }
        try {
            var command = meantBy(words, List.of(commands));
            var settings = Stream.of(args).filter(arg -> arg.startsWith("--"));
            try (var context = beside(service, settings)) {
                command.work().accept(context, words.getLast());
            }
        } catch (Misuse e) {
            System.err.println(e.getMessage());
            System.exit(MISUSED);
        }
    }

    /** The arguments that are not settings. */
    static List<String> words(String... args) {
        return Stream.of(args).filter(arg -> !arg.startsWith("--")).toList();
    }

    static Command meantBy(List<String> said, List<Command> commands) {
        return commands.stream()
                .filter(command -> command.isMeantBy(said))
                .findFirst()
                .orElseThrow(() -> new Misuse("No such command: %s; there are: %s".formatted(String.join(" ", said),
                        commands.stream().map(Command::words).collect(Collectors.joining(", ")))));
    }

    /** The service's settings, database and outbox, and nothing that listens or works by the clock. */
    private static ConfigurableApplicationContext beside(Class<?> service, Stream<String> settings) {
        var own = Stream.of("--spring.main.lazy-initialization=true", "--spring.kafka.listener.auto-startup=false",
                "--spring.datasource.hikari.maximum-pool-size=3", "--medislot.drain=0s");
        return new SpringApplicationBuilder(service).web(WebApplicationType.NONE)
                .profiles("command")
                .run(Stream.concat(settings, own).toArray(String[]::new));
    }
}
