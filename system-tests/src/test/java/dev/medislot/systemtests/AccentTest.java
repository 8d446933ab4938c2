package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Repository;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The web app, the documentation and mails have one accent, unless the clinic chooses another color for mails. */
class AccentTest {

    @ParameterizedTest
    @ValueSource(strings = { "web-app/src/main/resources/static/app/app.css",
            "gateway/src/main/resources/static/docs/docs.css", "gateway/src/main/resources/static/favicon.svg",
            "notification-service/src/main/java/dev/medislot/notification/letter/LetterProperties.java" })
    void theAccentIsTheSame(String file) {
        assertThat(Repository.file(file)).content().contains("#0a6a5c");
    }
}
