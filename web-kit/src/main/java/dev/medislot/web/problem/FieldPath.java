package dev.medislot.web.problem;

import jakarta.validation.ConstraintViolation;

/** The path of the field that violates a constraint, such as {@code week.MONDAY[0].start}. */
public final class FieldPath {

    private FieldPath() {}

    public static String of(ConstraintViolation<?> violation) {
        var field = new StringBuilder();
        for (var node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                field.append('[').append(node.getIndex()).append(']');
            } else if (node.getKey() != null) {
                append(field, node.getKey().toString());
            }
            var name = node.getName();
            if (name != null && !name.startsWith("<")) {
                append(field, name);
            }
        }
        return field.toString();
    }

    private static void append(StringBuilder field, String name) {
        field.append(field.isEmpty() ? "" : ".").append(name);
    }
}
