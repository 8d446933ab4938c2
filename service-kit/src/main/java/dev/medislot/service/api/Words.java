package dev.medislot.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The descriptions and examples of parameters and properties, from every {@code api-words.properties}. */
class Words {

    private static final String FILES = "classpath*:api-words.properties";

    private final Properties words = new Properties();
    private final JsonMapper json = new JsonMapper();

    Words() {
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
                // the service's own file comes first on the class path
                PropertiesLoaderUtils.loadProperties(new EncodedResource(file, UTF_8)).forEach(words::putIfAbsent);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of the first key that has some. */
    Optional<String> of(String... keys) {
        for (var key : keys) {
            var text = words.getProperty(key);
            if (text != null) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    /** The example of the first key that has one: JSON, or else a text; a node for null, which is not left out. */
    Optional<Object> example(String... keys) {
        return of(Stream.of(keys).map(key -> key + ".example").toArray(String[]::new)).map(this::value);
    }

    private Object value(String text) {
        try {
            return Objects.requireNonNullElse(json.readValue(text, Object.class), NullNode.getInstance());
        } catch (JacksonException _) {
            return text;
        }
    }
}
