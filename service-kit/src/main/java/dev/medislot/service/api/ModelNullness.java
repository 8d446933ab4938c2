package dev.medislot.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.medislot.web.Items;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Marks record components as required or nullable by their JSpecify annotations, and names pages by their items. */
class ModelNullness implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
            Iterator<ModelConverter> chain) {
        var javaType = Json31.mapper().constructType(type.getType());
        var raw = javaType.getRawClass();
        if (raw == Items.class && javaType.containedTypeCount() == 1) {
            type.name(SchemaNames.of(javaType.containedType(0).getRawClass()) + "Page");
        }
        @Nullable
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        var definition = definition(schema, context);
        if (raw.isRecord() && definition != null && definition.getProperties() != null) {
            for (var component : raw.getRecordComponents()) {
                mark(definition, component);
            }
        }
        return schema;
    }

    private static @Nullable Schema<?> definition(@Nullable Schema<?> schema, ModelConverterContext context) {
        return schema == null || schema.get$ref() == null ? schema
                : context.getDefinedModels().get(SchemaNames.ofReference(schema.get$ref()));
    }

    private static void mark(Schema<?> model, RecordComponent component) {
        var property = model.getProperties().get(component.getName());
        if (property == null) {
            return;
        }
        if (isLeftOut(component)) {
            property.addExtension(Presence.LEFT_OUT, true);
        } else if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            model.getProperties().put(component.getName(), Presence.nullable(property));
        } else {
            Presence.require(model, component.getName());
        }
    }

    /** Whether answers leave a missing value out, where others show null. */
    private static boolean isLeftOut(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonInclude.class)
                || (component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                        && component.getDeclaringRecord().isAnnotationPresent(JsonInclude.class));
    }
}
