package dev.medislot.booking.patient;

import dev.medislot.common.PatientId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** The table of patients. */
interface Patients extends Repository<Patient, PatientId> {

    /** Stores the next version; throws DuplicateKeyException if another patient uses the email. */
    Patient save(Patient patient);

    Optional<Patient> findById(PatientId id);

    Optional<Patient> findByEmail(String email);

    void deleteById(PatientId id);

    boolean existsByEmail(String email);

    /** Finds a patient and locks the row until the transaction ends; rows that refer to it can still be added. */
    @Query("select * from patient where id = :id for no key update")
    Optional<Patient> lockById(PatientId id);

    /**
     * Lists patients by name, after one with this name and id: those with the words of {@link PatientSearch#text}, or
     * with its words and its digits. Blank text finds all.
     */
    @Query("""
            select * from patient
            where (last_name, first_name, id) > (:lastName, :firstName, :id)
              and (cast(:email as text) is null or email = :email)
              and (search_text like all (search_patterns(:text))
                   or search_text like all (search_patterns(:words)) and phone_digits like '%' || :digits || '%')
            order by last_name, first_name, id limit :limit
            """)
    List<Patient> search(@Nullable String email, String text, String words, @Nullable String digits, String lastName,
            String firstName, UUID id, int limit);

    /** The eldest first. */
    @Query("select * from patient where guardian_id = :guardian order by date_of_birth, first_name, id")
    List<Patient> findDependents(PatientId guardian);

    /** Locks patients with mails of their own and without a key, except those that another instance has locked. */
    @Query("""
            select * from patient where link_key is null and guardian_id is null
            order by id limit :limit for no key update skip locked
            """)
    List<Patient> lockWithoutLinkKey(int limit);

    @Modifying
    @Query("update patient set password = :password where id = :id and password is not distinct from :former")
    boolean changePassword(PatientId id, @Nullable String former, String password);
}
