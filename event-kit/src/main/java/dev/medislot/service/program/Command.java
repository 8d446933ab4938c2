package dev.medislot.service.program;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;

/**
 * A command that a service's program runs once instead of serving requests.
 *
 * @param words the words on the command line; a word in angle brackets stands for any word
 * @param check takes the last word before the application starts; throws {@link Misuse} to refuse it
 * @param work takes the service's application context and the last word
 */
public record Command(String words, Consumer<String> check, BiConsumer<ApplicationContext, String> work) {

    public Command(String words, BiConsumer<ApplicationContext, String> work) {
        this(words, _ -> {}, work);
    }

    boolean matches(List<String> given) {
        var wanted = words.split(" (?![^<]*>)", -1);
        return wanted.length == given.size()
                && IntStream.range(0, wanted.length).allMatch(i -> matches(wanted[i], given.get(i)));
    }

    private static boolean matches(String wanted, String word) {
        return wanted.startsWith("<") ? !word.isBlank() : wanted.equalsIgnoreCase(word);
    }
}
