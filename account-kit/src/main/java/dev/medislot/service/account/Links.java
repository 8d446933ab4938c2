package dev.medislot.service.account;

import dev.medislot.common.Role;
import dev.medislot.service.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The table of links; a link that was used or has expired is deleted. */
class Links {

    /** Bounds the mails that a stranger can cause. */
    static final int MAX_LIVE = 5;

    private final JdbcClient jdbc;
    private final Clock clock;

    Links(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns false when the person has too many links of the same kind that still work. */
    boolean add(LinkToken token, Purpose purpose, Link link, Instant expiresAt) {
        return jdbc.sql("""
                insert into account_link (token, person_id, role, purpose, email, expires_at)
                select :token, :person, :role, :purpose, :email, :expiresAt
                where (select count(*) from account_link
                       where person_id = :person and purpose = :purpose and expires_at > :now) < :max
                """)
                .param("token", token.hash())
                .param("person", link.personId())
                .param("role", link.role())
                .param("purpose", purpose)
                .param("email", link.email())
                .param("expiresAt", expiresAt)
                .param("now", clock.instant())
                .param("max", MAX_LIVE)
                .update() == 1;
    }

    Optional<Link> find(LinkToken token, Purpose purpose) {
        return jdbc.sql("""
                select person_id, role, email from account_link
                where token = :token and purpose = :purpose and expires_at > :now
                """)
                .param("token", token.hash())
                .param("purpose", purpose)
                .param("now", clock.instant())
                .query(Links::link)
                .optional();
    }

    /** Deletes the link and the person's other links of its kind; returns empty if the link no longer works. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Link> use(LinkToken token, Purpose purpose) {
        var used = jdbc.sql("""
                delete from account_link where token = :token and purpose = :purpose and expires_at > :now
                returning person_id, role, email
                """)
                .param("token", token.hash())
                .param("purpose", purpose)
                .param("now", clock.instant())
                .query(Links::link)
                .optional();
        used.ifPresent(link -> jdbc.sql("delete from account_link where person_id = :person and purpose = :purpose")
                .param("person", link.personId())
                .param("purpose", purpose)
                .update());
        return used;
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        return new Link(Rows.uuid(row, "person_id"), Role.valueOf(row.getString("role")), row.getString("email"));
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void forgetExpired() {
        jdbc.sql("delete from account_link where expires_at <= :now").param("now", clock.instant()).update();
    }
}
