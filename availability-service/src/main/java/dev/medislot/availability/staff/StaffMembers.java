package dev.medislot.availability.staff;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface StaffMembers extends Repository<StaffMember, UUID> {

    Optional<StaffMember> findByEmail(String email);

    Optional<StaffMember> findById(UUID id);

    /** False when the email belongs to another staff member. */
    @Modifying
    @Query("""
            insert into staff_member (id, email, password) values (:id, :email, :password)
            on conflict on constraint staff_email_taken do nothing
            """)
    boolean add(UUID id, String email, String password);

    @Modifying
    @Query("update staff_member set password = :password where id = :id and password = :former")
    boolean changePassword(UUID id, String former, String password);
}
