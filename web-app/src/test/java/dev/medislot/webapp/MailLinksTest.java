package dev.medislot.webapp;

import static dev.medislot.webapp.PatientAnswers.DOCTOR;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The pages that the links in mails open. */
class MailLinksTest extends PatientPages {

    @Test
    void linksInMailsActWhenTheirButtonIsPressed() throws Exception {
        assertThat(send(request("/account/confirm-email", "").GET()).body()).contains("/link.js", "name=\"token\"");
        assertThat(location(post("/account/confirm-email", "", "token=b.x"))).endsWith("?done=true");
        assertThat(page("/account/confirm-email?done=true", "")).contains("<h1>Email address confirmed</h1>");
        assertThat(page("/account/forgot-password?done=true", "")).contains("on its way");
        assertThat(location(post("/account/forgot-password", "", "email=a@b.example&role=DOCTOR")))
                .endsWith("done=true");
        var used = post("/account/reset-password", "", "token=b.x&newPassword=correct+horse+battery");
        assertThat(used.statusCode()).isEqualTo(422);
        assertThat(used.body()).contains("used or has expired", "Ask for a new link", "value=\"b.x\"");
        API.answer("POST /emails/confirm", 400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"See errors",
                "errors":[{"field":"token","message":"is wrong"}]}""");
        assertThat(post("/account/confirm-email", "", "token=b.x").body()).contains("used or has expired",
                "<a href=\"/account\">Ask for a new link in your account</a>");
    }

    @Test
    void theSecretOfALinkCanBeTyped() throws Exception {
        API.answer("POST /passwords/reset/confirm", 204, "");
        assertThat(page("/account/confirm-email", "")).containsSubsequence("<noscript>", "name=\"typed\"",
                "</noscript>", "</form>");
        assertThat(page("/account/reset-password", "")).containsSubsequence("<noscript>", "name=\"typed\"",
                "</noscript>", "</form>");

        var link = "typed=https://medislot.example/account/confirm-email%23b.secret+";
        assertThat(location(post("/account/confirm-email", "", "token=&" + link))).endsWith("?done=true");
        assertThat(location(post("/account/reset-password", "", "token=&typed=a.secret&newPassword=correct+horse")))
                .endsWith("?done=true&staff=true");

        assertThat(API.calls("POST /emails/confirm").getLast().body()).contains("\"b.secret\"");
        assertThat(API.calls("POST /passwords/reset/confirm").getLast().body()).contains("\"a.secret\"");
    }

    @Test
    void aWrongSecretCanBeTypedAgain() throws Exception {
        var wrong = post("/account/reset-password", "", "token=&typed=b.x&newPassword=correct+horse+battery");
        assertThat(wrong.body()).contains("name=\"typed\"", "id=\"typed-error\"", "used or has expired");

        API.answer("POST /passwords/reset/confirm", 400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"See errors",
                "errors":[{"field":"newPassword","message":"is wrong"}]}""");
        var weak = post("/account/reset-password", "", "token=&typed=b.x&newPassword=password");
        assertThat(weak.body()).as("the secret is in the form")
                .contains("value=\"b.x\"")
                .doesNotContain("name=\"typed\"");
    }
}
