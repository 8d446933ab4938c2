package dev.medislot.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medislot.web.problem.Refused;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MergePatchTest {

    record Opinion(int stars) {}

    record Person(@NotBlank String name, @Nullable String phone, @Nullable Address address) {}

    record Contact(@PersonName String name, @DeliverableEmail String email, @Nullable @NotBlank String phone) {}

    record Address(@Nullable String city, @Nullable String zip) {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final Person ANN = new Person("Ann", "555-0100", new Address("Reno", "89501"));

    private final MergePatch mergePatch = new MergePatch(JSON,
            new JsonInput(JSON, Validation.buildDefaultValidatorFactory().getValidator()));

    @Test
    void whatIsNotNamedStays() {
        assertThat(patched("{}")).isEqualTo(ANN);
    }

    @Test
    void nullRemoves() {
        assertThat(patched("{\"phone\": null}")).isEqualTo(new Person("Ann", null, ANN.address()));
    }

    @Test
    void objectsAreMergedToo() {
        assertThat(patched("{\"address\": {\"city\": \"Elko\"}}").address()).isEqualTo(new Address("Elko", "89501"));
    }

    @Test
    void theResultIsValidated() {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> patched("{\"name\": \" \"}"))
                .satisfies(refused -> assertThat(refused.errors().getFirst().field()).isEqualTo("name"));
    }

    @Test
    void storedNameMayBeOlderThanItsRule() {
        var stored = new Contact("www.ann.example", "ann@localhost", null);

        assertThat(patched(stored, "{\"phone\": \"1\"}"))
                .isEqualTo(new Contact("www.ann.example", "ann@localhost", "1"));
        for (var patch : List.of("{\"name\": \"www.ann.example\"}", "{\"phone\": \"1\", \"email\": \"a@localhost\"}",
                "{\"phone\": \"\"}")) {
            assertThatExceptionOfType(Refused.class).as(patch).isThrownBy(() -> patched(stored, patch));
        }
    }

    private Contact patched(Contact stored, String patch) {
        return mergePatch.apply((ObjectNode) JSON.readTree(patch), stored, Contact.class);
    }

    @Test
    void anUnknownFieldIsRefused() {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> patched("{\"age\": 7}"))
                .satisfies(refused -> assertThat(refused.errors().getFirst().field()).isEqualTo("age"));
    }

    @Test
    void aNumberCannotBeRemoved() {
        var without = (ObjectNode) JSON.readTree("{\"stars\": null}");

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> mergePatch.apply(without, new Opinion(3), Opinion.class))
                .satisfies(refused -> assertThat(refused.errors().getFirst().field()).isEqualTo("stars"));
    }

    private Person patched(String patch) {
        return mergePatch.apply((ObjectNode) JSON.readTree(patch), ANN, Person.class);
    }
}
