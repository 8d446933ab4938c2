package dev.medislot.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MergePatchTest {

    @Test
    void aFieldIsSetOrEmptiedOrLeftOut() {
        var patch = MergePatch.of("lastName", "Okafor").without("phone").with("reminders", false);

        assertThat(new JsonMapper().writeValueAsString(patch))
                .isEqualTo("{\"lastName\":\"Okafor\",\"phone\":null,\"reminders\":false}");
    }
}
