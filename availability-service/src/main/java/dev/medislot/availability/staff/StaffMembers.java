package dev.medislot.availability.staff;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface StaffMembers extends Repository<StaffMember, UUID> {

    Optional<StaffMember> findByEmail(String email);

    Optional<StaffMember> findById(UUID id);

    /** Staff members by email, after one with this email. */
    @Query("""
            select * from staff_member where email collate "C" > :email order by email collate "C" limit :limit
            """)
    List<StaffMember> list(String email, int limit);

    @Query("select * from staff_member where id = :id for update")
    Optional<StaffMember> lockById(UUID id);

    /** The ids of those that can log in; locks their rows, so that two removals leave at least one. */
    @Query("select id from staff_member where disabled_at is null order by id for update")
    List<UUID> lockEnabled();

    /** Returns false when the email belongs to another staff member. */
    @Modifying
    @Query("""
            insert into staff_member (id, email, password) values (:id, :email, :password)
            on conflict on constraint staff_email_taken do nothing
            """)
    boolean add(UUID id, String email, String password);

    @Modifying
    @Query("update staff_member set password = :password where id = :id and password = :former")
    boolean changePassword(UUID id, @Nullable String former, String password);

    @Modifying
    @Query("""
            update staff_member set disabled_at = case when :disabled then now() end, version = version + 1
            where id = :id
            """)
    void setDisabled(UUID id, boolean disabled);

    /** Returns false when the code of this time step, or a later one, was used before. */
    @Modifying
    @Query("update staff_member set totp_step = :step where id = :id and coalesce(totp_step, 0) < :step")
    boolean useCode(UUID id, long step);

    /** Returns false when the member has a second factor. */
    @Modifying
    @Query("update staff_member set totp_pending = :secret where id = :id and totp_secret is null")
    boolean beginSecondFactor(UUID id, String secret);

    /** Returns false when another secret is to be confirmed meanwhile. */
    @Modifying
    @Query("""
            update staff_member set totp_secret = totp_pending, totp_pending = null, totp_step = :step,
                                    version = version + 1
            where id = :id and totp_pending = :secret and totp_secret is null
            """)
    boolean confirmSecondFactor(UUID id, String secret, long step);

    /** Returns false when there is no such member. */
    @Modifying
    @Query("""
            update staff_member set totp_secret = null, totp_pending = null,
                                    version = version + (totp_secret is not null)::int
            where id = :id
            """)
    boolean removeSecondFactor(UUID id);

    @Modifying
    @Query("delete from staff_member where id = :id")
    void remove(UUID id);
}
