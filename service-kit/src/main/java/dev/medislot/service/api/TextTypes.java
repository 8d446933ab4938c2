package dev.medislot.service.api;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Describes texts whose form is not one of OpenAPI's formats: local times, which have no offset, and zones. */
class TextTypes implements ModelConverter {

    static final String LOCAL_TIME = "^([01]\\d|2[0-3]):[0-5]\\d$";

    private static final String LOCAL_DATE_TIME = "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?$";

    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
            Iterator<ModelConverter> chain) {
        var raw = Json31.mapper().constructType(type.getType()).getRawClass();
        if (raw == LocalTime.class) {
            return text("08:00").pattern(LOCAL_TIME);
        }
        if (raw == LocalDateTime.class) {
            return text("2026-12-01T08:00").pattern(LOCAL_DATE_TIME);
        }
        if (raw == ZoneId.class) {
            return text("America/Los_Angeles");
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    private static Schema<?> text(String example) {
        var text = new JsonSchema().typesItem("string");
        text.setExample(example);
        return text;
    }
}
