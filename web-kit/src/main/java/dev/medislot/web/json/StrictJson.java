package dev.medislot.web.json;

import dev.medislot.web.CanonicalUuid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** Reads a value from its own JSON form only: no number from a string, no date from a list, nothing from "". */
final class StrictJson {

    private static final Set<CoercionInputShape> SHAPES = EnumSet.allOf(CoercionInputShape.class);
    /** A whole number is a valid decimal too. */
    private static final Set<CoercionInputShape> SHAPES_BUT_INTEGER = EnumSet
            .complementOf(EnumSet.of(CoercionInputShape.Integer));

    private StrictJson() {}

    static JsonMapper of(JsonMapper json) {
        return json.rebuild()
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfigDefaults(type -> refuse(type, SHAPES_BUT_INTEGER))
                .withCoercionConfig(LogicalType.Textual, type -> refuse(type, SHAPES))
                .withCoercionConfig(LogicalType.Enum, type -> refuse(type, SHAPES))
                .addModule(texts())
                .build();
    }

    private static void refuse(MutableCoercionConfig type, Set<CoercionInputShape> shapes) {
        shapes.forEach(shape -> type.setCoercion(shape, CoercionAction.Fail));
    }

    private static SimpleModule texts() {
        return new SimpleModule("texts").addDeserializer(Instant.class, new Text<>(Instant.class, Instant::parse))
                .addDeserializer(LocalDate.class, new Text<>(LocalDate.class, LocalDate::parse))
                .addDeserializer(LocalDateTime.class, new Text<>(LocalDateTime.class, LocalDateTime::parse))
                .addDeserializer(LocalTime.class, new Text<>(LocalTime.class, LocalTime::parse))
                .addDeserializer(UUID.class, new Text<>(UUID.class, CanonicalUuid::parse));
    }

    /** Jackson's own readers of these types also take numbers, lists or other texts. */
    private static final class Text<T> extends StdDeserializer<T> {

        private final Class<T> type;
        private final Function<String, T> parse;

        Text(Class<T> type, Function<String, T> parse) {
            super(type);
            this.type = type;
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser input, DeserializationContext context) {
            if (!input.hasToken(JsonToken.VALUE_STRING)) {
                return type.cast(context.handleUnexpectedToken(type, input));
            }
            var text = input.getString();
            try {
                return parse.apply(text);
            } catch (RuntimeException _) {
                return type.cast(context.handleWeirdStringValue(type, text, "not readable"));
            }
        }
    }
}
