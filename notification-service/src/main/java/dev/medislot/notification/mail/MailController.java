package dev.medislot.notification.mail;

import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.notification.access.Accesses;
import dev.medislot.notification.access.PatientData;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.web.Cursor;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import dev.medislot.web.problem.Problem;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets people read the mails they were sent, and staff all of them. */
@RestController
@RequestMapping("/api/v1/notifications")
@Tag(name = "Notifications")
class MailController {

    /**
     * A mail as shown; subject and body are missing until every person in it is known, and after one was erased; a mail
     * with a link for its recipient alone never shows its body.
     */
    @Schema(name = "Mail")
    record View(UUID id, @Nullable String to, @Nullable String from, @Nullable String subject, @Nullable String body,
            String kind, @Nullable UUID bookingId, MailStatus status, int attempts, Instant createdAt,
            @Nullable Instant sentAt, @Nullable String failure) {

        static View of(Mail mail) {
            var letter = mail.letter();
            var visit = mail.visit();
            return new View(mail.id(), letter == null ? null : letter.to(), letter == null ? null : letter.from(),
                    letter == null ? null : letter.subject(),
                    letter == null || mail.kind().hasSecret() ? null : letter.text(), mail.label(),
                    visit == null ? null : visit.bookingId(), mail.status(), mail.attempts(), mail.createdAt(),
                    mail.sentAt(), mail.failure());
        }
    }

    private final Mails mails;
    private final Contacts contacts;
    private final ResendMail resend;
    private final Accesses accesses;

    MailController(Mails mails, Contacts contacts, ResendMail resend, Accesses accesses) {
        this.mails = mails;
        this.contacts = contacts;
        this.resend = resend;
        this.accesses = accesses;
    }

    @GetMapping
    @Operation(operationId = "listMails", summary = "List the caller's mails, newest first (staff: all mails)",
            description = """
                    Staff filter by booking and status over all mails; other callers see the mails that were sent \
                    to them, those about their dependents among them.""")
    Items<View> list(Caller caller, @RequestParam(required = false) @Nullable UUID bookingId,
            @RequestParam(required = false) @Nullable MailStatus status, Page page) {
        var filter = new MailFilter(caller.isStaff() ? null : contacts.family(caller.id()), bookingId, status);
        var answer = page.items(mails.list(filter, page.fetch(), page.after(2)),
                last -> Cursor.of(last.createdAt(), last.id()));
        accesses.read(caller, "listMails", patientData(answer.items().stream()));
        return new Items<>(answer.items().stream().map(View::of).toList(), answer.next());
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getMail", summary = "Get a mail", description = """
            The mail as it was sent, or as it will be sent if it still waits.""")
    View find(Caller caller, @PathVariable UUID id) {
        var mail = mails.find(id)
                .filter(found -> caller.isStaff() || contacts.family(caller.id()).contains(found.recipientId()))
                .orElseThrow(Refused::notFound);
        accesses.read(caller, "getMail", patientData(Stream.of(mail)));
        return View.of(mail);
    }

    private static List<PatientData> patientData(Stream<Mail> mails) {
        return mails.map(Mail::patientData).flatMap(Optional::stream).distinct().toList();
    }

    @PostMapping("/{id}/resend")
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "resendMail", summary = "Send a mail again to the recipient's current address (staff)",
            description = """
                    Refused with state-conflict while it waits, when a detail of the booking that the mail names has \
                    changed since, for a mail about an account, for a reminder or another place whose visit has begun, \
                    and for a reminder whose recipient muted reminders. A repeat is refused while the mail waits and \
                    sends it once more after that; an `Idempotency-Key` has no effect.""")
    @Answers(value = View.class, status = 202)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.STATE_CONFLICT })
    ResponseEntity<?> resend(Caller caller, @PathVariable UUID id) {
        return switch (resend.resend(id, caller)) {
            case ResendMail.Outcome.Resent(var mail) -> ResponseEntity.accepted().body(View.of(mail));
            case ResendMail.Outcome.Waiting() ->
                    Problem.answer(ProblemType.STATE_CONFLICT, "The mail is waiting to be sent already");
            case ResendMail.Outcome.Overtaken(var mailed, var now) -> Problem.answer(ProblemType.STATE_CONFLICT,
                    "The mail is about version %d of the booking, which is at version %d now (%s)"
                            .formatted(mailed.version(), now.version(), now.status()));
            case ResendMail.Outcome.VisitOver() ->
                    Problem.answer(ProblemType.STATE_CONFLICT, "The visit is no longer upcoming");
            case ResendMail.Outcome.RemindersMuted() ->
                    Problem.answer(ProblemType.STATE_CONFLICT, "The recipient wants no reminders");
            case ResendMail.Outcome.RecipientErased() ->
                    Problem.answer(ProblemType.STATE_CONFLICT, "The recipient was erased");
            case ResendMail.Outcome.NotSentAgain() ->
                    Problem.answer(ProblemType.STATE_CONFLICT, "A mail about an account or an offer is not sent again");
        };
    }
}
