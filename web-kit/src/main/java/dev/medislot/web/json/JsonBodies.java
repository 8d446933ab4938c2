package dev.medislot.web.json;

import dev.medislot.common.ProblemType;
import dev.medislot.web.problem.Refused;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the bodies of requests as {@link JsonInput} does, up to a megabyte and with each field once. */
class JsonBodies extends JacksonJsonHttpMessageConverter {

    private static final int MAX_BYTES = 1 << 20;

    private final JsonMapper json;
    private final JsonInput input;

    JsonBodies(JsonMapper json, JsonInput input) {
        super(json);
        this.json = json.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        this.input = input;
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        return read(type.getType(), message);
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage message) throws IOException {
        return read(type, message);
    }

    private Object read(Type type, HttpInputMessage message) throws IOException {
        return input.read(tree(message), type);
    }

    private JsonNode tree(HttpInputMessage message) throws IOException {
        var body = message.getBody().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new Refused(ProblemType.PAYLOAD_TOO_LARGE, "A body may have at most 1 MB");
        }
        try {
            return json.readTree(body);
        } catch (JacksonException _) {
            throw new Refused(ProblemType.MALFORMED, "The body is not readable as JSON");
        }
    }
}
