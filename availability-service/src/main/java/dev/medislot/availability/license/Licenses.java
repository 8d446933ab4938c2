package dev.medislot.availability.license;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface Licenses extends Repository<License, UUID> {

    /** Ordered by state and first date, after the given ones. */
    @Query("""
            select * from license where doctor_id = :doctor and (state, valid_from) > (:state, :from)
            order by state, valid_from limit :limit
            """)
    List<License> findPage(DoctorId doctor, String state, LocalDate from, int limit);

    Optional<License> findByDoctorIdAndId(DoctorId doctor, UUID id);

    /** Finds the first other license of the state that is valid on one of the dates. */
    @Query("""
            select * from license
            where doctor_id = :doctor and state = :state and id <> :license
              and daterange(valid_from, valid_until, '[]') && daterange(:from, cast(:until as date), '[]')
            order by valid_from limit 1
            """)
    Optional<License> findOverlapping(DoctorId doctor, UsState state, UUID license, LocalDate from,
            @Nullable LocalDate until);

    /** Returns the license with its new version. */
    License save(License license);

    void deleteById(UUID id);
}
