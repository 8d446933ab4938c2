package dev.medislot.service.api;

import io.swagger.v3.oas.annotations.media.Schema;

/** The names of component schemas. */
final class SchemaNames {

    static final String COMPONENTS = "#/components/schemas/";

    private SchemaNames() {}

    static String of(Class<?> type) {
        var annotation = type.getAnnotation(Schema.class);
        return annotation == null || annotation.name().isEmpty() ? type.getSimpleName() : annotation.name();
    }

    static String ofReference(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
