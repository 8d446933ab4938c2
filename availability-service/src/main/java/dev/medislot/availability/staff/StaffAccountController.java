package dev.medislot.availability.staff;

import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Patches;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.web.Cursor;
import dev.medislot.web.EntityTag;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import dev.medislot.web.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Lists, disables and removes accounts of staff over HTTP. */
@RestController
@RequestMapping("/api/v1/staff")
@Tag(name = "Staff")
class StaffAccountController {

    record StaffAccount(UUID id, String email, boolean disabled, boolean secondFactor, Instant createdAt,
            long version) {

        static StaffAccount of(StaffMember member) {
            return new StaffAccount(member.id(), member.email(), member.isDisabled(), member.hasSecondFactor(),
                    member.createdAt(), member.version());
        }
    }

    private final StaffMembers staffMembers;
    private final ChangeStaffMember changeStaffMember;

    StaffAccountController(StaffMembers staffMembers, ChangeStaffMember changeStaffMember) {
        this.staffMembers = staffMembers;
        this.changeStaffMember = changeStaffMember;
    }

    @GetMapping
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "listStaff", summary = "List staff by email address", description = """
            For staff. To change or remove a member as read here, send the `version` in quotation marks as \
            `If-Match`.""")
    @Refusals(ProblemType.FORBIDDEN)
    Items<StaffAccount> list(Page page) {
        var after = page.after(1);
        var rows = staffMembers.list(after == null ? "" : after.text(0), page.fetch());
        return page.items(rows.stream().map(StaffAccount::of).toList(), account -> Cursor.of(account.email()));
    }

    @PatchMapping(path = "/{id}", consumes = { "application/merge-patch+json", "application/json" })
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "changeStaffMember", summary = "Disable or enable a staff member", description = """
            For staff. A disabled member cannot log in, and all their sessions end within seconds. Members \
            cannot disable themselves, and one that can log in stays: `state-conflict`.""")
    @Answers(value = StaffAccount.class, headers = HttpHeaders.ETAG)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.STATE_CONFLICT })
    @Patches(value = StaffPatchRequest.class, name = "StaffPatch")
    ResponseEntity<?> change(@PathVariable UUID id, @RequestBody ObjectNode patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Caller caller) {
        return answer(changeStaffMember.change(id, patch, ifMatch, caller.id()));
    }

    @DeleteMapping("/{id}")
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "removeStaffMember", summary = "Remove a staff member", description = """
            For staff. All sessions of the member end within seconds; what they did stays under their id. Members \
            cannot remove themselves, and one that can log in stays: `state-conflict`.""")
    @Answers(status = 204)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.STATE_CONFLICT })
    ResponseEntity<?> remove(@PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Caller caller) {
        return answer(changeStaffMember.remove(id, ifMatch, caller.id()));
    }

    private static ResponseEntity<?> answer(ChangeStaffMember.Outcome outcome) {
        return switch (outcome) {
            case ChangeStaffMember.Outcome.Changed(var member) ->
                    ResponseEntity.ok().eTag(EntityTag.of(member.version())).body(StaffAccount.of(member));
            case ChangeStaffMember.Outcome.Removed() -> ResponseEntity.noContent().build();
            case ChangeStaffMember.Outcome.Stale(var version) -> EntityTag.stale(version);
            case ChangeStaffMember.Outcome.Oneself() ->
                    Problem.answer(ProblemType.STATE_CONFLICT, "Another staff member must do this");
            case ChangeStaffMember.Outcome.LastOne() ->
                    Problem.answer(ProblemType.STATE_CONFLICT, "No other staff member can log in");
        };
    }
}
