package dev.medislot.availability.license;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface Licenses extends Repository<License, UUID> {

    /** Ordered by state, after the given code. */
    @Query("select * from license where doctor_id = :doctor and state > :after order by state limit :limit")
    List<License> findPage(DoctorId doctor, String after, int limit);

    Optional<License> findByDoctorIdAndId(DoctorId doctor, UUID id);

    @Query("select exists (select 1 from license where doctor_id = :doctor and state = :state and id <> :license)")
    boolean existsAnother(UsState state, DoctorId doctor, UUID license);

    /** Returns the license with its new version. */
    License save(License license);

    void deleteById(UUID id);
}
