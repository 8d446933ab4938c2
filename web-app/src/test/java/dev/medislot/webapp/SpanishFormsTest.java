package dev.medislot.webapp;

import static dev.medislot.webapp.PatientAnswers.BOOKING;
import static dev.medislot.webapp.PatientAnswers.PATIENT;
import static dev.medislot.webapp.PatientAnswers.SLOT;
import static dev.medislot.webapp.PatientAnswers.booking;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form of patients describes the errors of its fields in Spanish, beside them and in a summary. */
class SpanishFormsTest extends PatientPages {

    private static final String ADDRESS = "address.street address.city address.state address.zip";
    private static final String NEW = "email=a&password=p&firstName=A&lastName=R&street=s&city=c&state=CA"
            + "&zip=1&key=k&next=/";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/register | POST /patients | email password firstName lastName phone " + ADDRESS + " | " + NEW,
            "/account/forgot-password | POST /passwords/reset | email | email=a&role=PATIENT",
            "/account/reset-password | POST /passwords/reset/confirm | newPassword | token=b.x&newPassword=p",
            "/account/profile | PATCH /patients/" + PATIENT + " | firstName lastName phone " + ADDRESS + " | " + PROFILE
                    + "&version=%221%22",
            "/account/dependents | POST /patients/" + PATIENT + "/dependents | firstName lastName dateOfBirth | "
                    + "firstName=&lastName=&dateOfBirth=2020-01-01&key=k",
            "/account/email | PATCH /patients/" + PATIENT + " | email currentPassword | email=a&currentPassword=p",
            "/account/password | POST /patients/me/password | currentPassword newPassword | "
                    + "currentPassword=p&newPassword=p" })
    void fieldsOfTheAccount(String page, String call, String fields, String form) throws Exception {
        assertSpanish(page, call, fields, form);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "POST /bookings | /book/{slot} | reason | state=CA&key=k&reason=R",
            "POST /ratings | /appointments/{id}/rate | comment | stars=4&comment=K" })
    void fieldsOfAppointments(String call, String page, String fields, String form) throws Exception {
        API.answer("GET /bookings/" + BOOKING, 200, booking("COMPLETED"));
        API.answer("GET /ratings", 200, "{\"items\":[]}");
        assertSpanish(page.replace("{slot}", SLOT).replace("{id}", BOOKING), call, fields, form);
    }

    private void assertSpanish(String page, String call, String fields, String form) throws Exception {
        var paths = fields.split(" ");
        for (var message : SpanishErrors.MESSAGES) {
            API.answer(call, SpanishErrors.refusal(message, paths));
            SpanishErrors.assertSaid(post(page, COOKIES + "; medislot-language=es", form), paths.length);
        }
    }
}
