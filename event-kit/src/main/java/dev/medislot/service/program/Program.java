package dev.medislot.service.program;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A service's program. Without arguments, or with settings only, it serves requests; with the words of a command it
 * runs that command and ends. Other words end it with exit status 2 and one line that lists the commands.
 */
public final class Program {

    /** The profile of listeners, schedules and other work that a command must not start. */
    public static final String SERVING = "!command";

    private static final int EXIT_MISUSE = 2;

    private Program() {}

    public static void run(Class<?> service, String[] args, Command... commands) {
        var words = words(args);
        if (words.isEmpty()) {
            SpringApplication.run(service, args);
            return;
        }
        try {
            var command = find(words, List.of(commands));
            command.check().accept(words.getLast());
            var settings = Stream.of(args).filter(arg -> arg.startsWith("--"));
            try (var context = startForCommand(service, settings)) {
                command.work().accept(context, words.getLast());
            }
        } catch (Misuse e) {
            System.err.println(e.getMessage());
            System.exit(EXIT_MISUSE);
        }
    }

    /** The arguments that are not settings. */
    static List<String> words(String... args) {
        return Stream.of(args).filter(arg -> !arg.startsWith("--")).toList();
    }

    static Command find(List<String> words, List<Command> commands) {
        return commands.stream()
                .filter(command -> command.matches(words))
                .findFirst()
                .orElseThrow(() -> new Misuse("No such command: %s; there are: %s".formatted(String.join(" ", words),
                        commands.stream().map(Command::words).collect(Collectors.joining(", ")))));
    }

    /** Starts the service's beans without a web server, listeners and schedules; the work may wait longer. */
    private static ConfigurableApplicationContext startForCommand(Class<?> service, Stream<String> settings) {
        var own = Stream.of("--spring.main.lazy-initialization=true", "--spring.kafka.listener.auto-startup=false",
                "--management.server.port=-1", "--spring.datasource.hikari.maximum-pool-size=3",
                "--spring.datasource.hikari.data-source-properties.socketTimeout=0",
                "--spring.kafka.properties.request.timeout.ms=30000",
                "--spring.kafka.consumer.properties.default.api.timeout.ms=60000", "--medislot.drain=0s");
        return new SpringApplicationBuilder(service).web(WebApplicationType.NONE)
                .profiles("command")
                .run(Stream.concat(settings, own).toArray(String[]::new));
    }
}
