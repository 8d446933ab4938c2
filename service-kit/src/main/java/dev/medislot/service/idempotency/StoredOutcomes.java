package dev.medislot.service.idempotency;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * How outcomes are stored as JSON: all components of a record, also those that answers leave out; a sealed type by the
 * simple name of its record, unless it has a {@link JsonTypeInfo} of its own.
 */
class StoredOutcomes extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    private static final JsonTypeInfo.Value BY_NAME = JsonTypeInfo.Value.construct(JsonTypeInfo.Id.SIMPLE_NAME,
            JsonTypeInfo.As.PROPERTY, "type", null, false, null);

    @Override
    public boolean hasIgnoreMarker(MapperConfig<?> config, AnnotatedMember member) {
        return false;
    }

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated type) {
        var own = super.findPolymorphicTypeInfo(config, type);
        return own == null && type.getRawType().isSealed() ? BY_NAME : own;
    }
}
