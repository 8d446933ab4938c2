package dev.medislot.booking.rating;

import static dev.medislot.service.sql.Rows.doctorId;
import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.patientId;
import static dev.medislot.service.sql.Rows.uuid;

import dev.medislot.common.DoctorId;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ratings, and their sum per doctor. */
@Repository
class Ratings {

    /** The sum of a doctor's ratings; every change of a rating makes a new version. */
    record Total(long version, long stars, int count) {

        double average() {
            return count == 0 ? 0 : Math.round(100.0 * stars / count) / 100.0;
        }
    }

    private final JdbcClient jdbc;

    Ratings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns false if the booking is already rated. */
    boolean add(Rating rating) {
        return jdbc.sql("""
                insert into rating (id, version, booking_id, doctor_id, patient_id, stars, comment, created_at,
                                    updated_at)
                values (:id, :version, :booking, :doctorId, :patient, :stars, :comment, :createdAt, :updatedAt)
                on conflict on constraint booking_is_rated_once do nothing
                """).paramSource(rating).update() == 1;
    }

    void update(Rating rating) {
        jdbc.sql("""
                update rating set version = :version, stars = :stars, comment = :comment, updated_at = :updatedAt
                where id = :id
                """).paramSource(rating).update();
    }

    void remove(Rating rating) {
        jdbc.sql("delete from rating where id = :id").param("id", rating.id()).update();
    }

    Optional<Rating> find(UUID id) {
        return jdbc.sql("select * from rating where id = :id").param("id", id).query(Ratings::rating).optional();
    }

    Optional<Rating> lock(UUID id) {
        return jdbc.sql("select * from rating where id = :id for update")
                .param("id", id)
                .query(Ratings::rating)
                .optional();
    }

    /** Lists ratings, newest first. */
    List<Rating> list(@Nullable DoctorId doctor, @Nullable UUID booking, int limit, @Nullable Cursor after) {
        var where = Where.of("doctor_id = :doctor", "doctor", doctor)
                .and("booking_id = :booking", "booking", booking)
                .and("(created_at, id) < (:at, :id)",
                        after == null ? null : Map.of("at", after.instant(0), "id", after.uuid(1)));
        return jdbc.sql("select * from rating %s order by created_at desc, id desc limit :limit".formatted(where))
                .params(where.params())
                .param("limit", limit)
                .query(Ratings::rating)
                .list();
    }

    /** Adds a change to the doctor's sum, and locks the sum until the transaction ends. */
    Total total(DoctorId doctor, int moreStars, int moreRatings) {
        return jdbc.sql("""
                insert into doctor_rating as r (doctor_id, version, stars, count) values (:doctor, 1, :stars, :count)
                on conflict (doctor_id) do update
                set version = r.version + 1, stars = r.stars + excluded.stars, count = r.count + excluded.count
                returning version, stars, count
                """)
                .param("doctor", doctor)
                .param("stars", moreStars)
                .param("count", moreRatings)
                .query((row, _) -> new Total(row.getLong("version"), row.getLong("stars"), row.getInt("count")))
                .single();
    }

    private static Rating rating(ResultSet row, int number) throws SQLException {
        return new Rating(uuid(row, "id"), row.getInt("version"), doctorId(row, "doctor_id"),
                patientId(row, "patient_id"), uuid(row, "booking_id"), row.getInt("stars"), row.getString("comment"),
                instant(row, "created_at"), instant(row, "updated_at"));
    }
}
