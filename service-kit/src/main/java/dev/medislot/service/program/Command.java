package dev.medislot.service.program;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;

/**
 * A command that the service's program runs once instead of serving.
 *
 * @param words the words on the command line; a word in angle brackets matches any one
 * @param work gets the service's application context and the last word
 */
public record Command(String words, BiConsumer<ApplicationContext, String> work) {

    boolean isMeantBy(List<String> said) {
        var wanted = words.split(" (?![^<]*>)", -1);
        return wanted.length == said.size()
                && IntStream.range(0, wanted.length).allMatch(i -> fits(wanted[i], said.get(i)));
    }

    private static boolean fits(String wanted, String word) {
        return wanted.startsWith("<") ? !word.isBlank() : wanted.equalsIgnoreCase(word);
    }
}
