package dev.medislot.notification.mail;

import dev.medislot.service.sql.Rows;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The links in reminders that switch reminders off. A link works as long as the text of its mail is kept, so that it is
 * gone with everything else that is known of the recipient.
 */
@Repository
public class MuteLinks {

    private final JdbcClient jdbc;

    MuteLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives a mail a link; an earlier one of the same mail stops working. */
    void add(UUID mail, MuteSecret secret) {
        jdbc.sql("update notification set mute_link = :hash where id = :id")
                .param("id", mail)
                .param("hash", secret.hash())
                .update();
    }

    /** Returns the patient or doctor of whose visits the mail with that link reminded. */
    public Optional<UUID> recipient(MuteSecret secret) {
        return jdbc.sql("select recipient_id from notification where mute_link = :hash")
                .param("hash", secret.hash())
                .query((row, _) -> Rows.uuid(row, "recipient_id"))
                .optional();
    }
}
