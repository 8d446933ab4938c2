package dev.medislot.booking.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@BookingTest
class ClinicTest {

    @Autowired
    private StoredClinic clinic;

    @Test
    void everybodyReadsTheRulesInForce() {
        var answer = clinic.nobody().get("/clinic");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(JsonMapper.shared().readTree("""
                {"name":"Medislot","phone":null,"address":null,"timeZone":"America/New_York","cutOff":"PT2H",
                 "minimumNotice":"PT0S","holdDuration":"PT5M","undoPeriod":"PT10M","languages":["en"]}"""));
        assertThat(answer.header("Cache-Control")).contains("max-age=60, public");
        assertThat(clinic.nobody().get("/clinic?x=1").problem()).isEqualTo("validation");
    }
}
