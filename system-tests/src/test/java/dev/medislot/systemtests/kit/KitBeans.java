package dev.medislot.systemtests.kit;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which beans of the kits a service has: those whose conditions its other beans and its settings in docker-compose.yml
 * meet.
 */
final class KitBeans {

    /** The classes of the service and of the kits. */
    private final List<JavaClass> classes;
    private final List<JavaMethod> makers;
    private final String settings;

    KitBeans(String module, List<JavaClass> classes) {
        this.classes = classes;
        this.makers = classes.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith("org.springframework.context.annotation.Bean"))
                .toList();
        this.settings = settings(module.replace("-service", ""));
    }

    /** Whether the service has the bean; also true of a type that is not a bean of the kits. */
    boolean has(JavaClass type) {
        var own = makers.stream().filter(maker -> maker.getRawReturnType().equals(type)).toList();
        return isMet(type) && (own.isEmpty() || own.stream().anyMatch(this::isMet));
    }

    private boolean isMet(JavaMethod maker) {
        return meets(maker) && isMet(maker.getOwner());
    }

    private boolean isMet(JavaClass type) {
        return meets(type) && type.getEnclosingClass().map(this::isMet).orElse(true);
    }

    private boolean meets(HasAnnotations<?> conditional) {
        return conditional.getAnnotations().stream().allMatch(this::isMet);
    }

    private boolean isMet(JavaAnnotation<?> condition) {
        return switch (condition.getRawType().getSimpleName()) {
            case "ConditionalOnBean" -> values(condition).allMatch(bean -> exists((JavaClass) bean));
            case "ConditionalOnProperty" -> values(condition).allMatch(name -> settings.contains(variable(name)));
            default -> true;
        };
    }

    private static Stream<Object> values(JavaAnnotation<?> condition) {
        return Arrays.stream((Object[]) condition.get("value").orElseThrow());
    }

    private boolean exists(JavaClass bean) {
        return classes.stream()
                .filter(type -> !type.isInterface() && type.isAssignableTo(bean.getName()))
                .anyMatch(this::has);
    }

    private static String variable(Object property) {
        return property.toString().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") + ":";
    }

    /** The lines of docker-compose.yml that describe a service. */
    private static String settings(String service) {
        try {
            var compose = Files.readString(Repository.file("docker-compose.yml"));
            return compose.split("\n  %s:\n".formatted(service), 2)[1].split("\n  \\w", 2)[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
