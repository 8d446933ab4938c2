package dev.medislot.availability.staff;

import dev.medislot.common.Role;
import dev.medislot.service.session.Sessions;
import dev.medislot.web.EntityTag;
import dev.medislot.web.json.MergePatch;
import dev.medislot.web.problem.Refused;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Disables, enables and removes accounts of staff; at least one that can log in stays. */
@Component
class ChangeStaffMember {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeStaffMember.class);

    sealed interface Outcome {
        record Changed(StaffMember member) implements Outcome {}

        record Removed() implements Outcome {}

        record Stale(long version) implements Outcome {}

        record Oneself() implements Outcome {}

        record LastOne() implements Outcome {}
    }

    private final StaffMembers staffMembers;
    private final Sessions sessions;
    private final MergePatch mergePatch;

    ChangeStaffMember(StaffMembers staffMembers, Sessions sessions, MergePatch mergePatch) {
        this.staffMembers = staffMembers;
        this.sessions = sessions;
        this.mergePatch = mergePatch;
    }

    @Transactional
    Outcome change(UUID id, ObjectNode patch, @Nullable String ifMatch, UUID by) {
        var enabled = staffMembers.lockEnabled();
        var member = staffMembers.lockById(id).orElseThrow(Refused::notFound);
        // an unreadable patch is refused as such even with a stale tag
        var request = mergePatch.apply(patch, StaffPatchRequest.of(member), StaffPatchRequest.class);
        if (!EntityTag.matches(ifMatch, member.version())) {
            return new Outcome.Stale(member.version());
        }
        if (member.isDisabled() == request.disabled()) {
            return new Outcome.Changed(member);
        }
        if (request.disabled() && !mayGo(id, enabled, by)) {
            return id.equals(by) ? new Outcome.Oneself() : new Outcome.LastOne();
        }
        setDisabled(id, request.disabled(), by);
        return new Outcome.Changed(staffMembers.findById(id).orElseThrow());
    }

    private void setDisabled(UUID id, boolean disabled, UUID by) {
        staffMembers.setDisabled(id, disabled);
        if (disabled) {
            sessions.endAll(id, Role.STAFF);
        }
        LOG.info("Staff member {} {} by {}", id, disabled ? "disabled" : "enabled", by);
    }

    @Transactional
    Outcome remove(UUID id, @Nullable String ifMatch, UUID by) {
        var enabled = staffMembers.lockEnabled();
        var member = staffMembers.lockById(id).orElseThrow(Refused::notFound);
        if (!EntityTag.matches(ifMatch, member.version())) {
            return new Outcome.Stale(member.version());
        }
        if (!mayGo(id, enabled, by)) {
            return id.equals(by) ? new Outcome.Oneself() : new Outcome.LastOne();
        }
        staffMembers.remove(id);
        sessions.endAll(id, Role.STAFF);
        LOG.info("Staff member {} removed by {}", id, by);
        return new Outcome.Removed();
    }

    private static boolean mayGo(UUID id, List<UUID> enabled, UUID by) {
        return !id.equals(by) && enabled.stream().anyMatch(other -> !other.equals(id));
    }
}
