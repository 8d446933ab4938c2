package dev.medislot.availability.visit;

import dev.medislot.availability.schedule.Edit;
import dev.medislot.common.ProblemType;
import dev.medislot.common.event.Actor;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.web.EntityTag;
import dev.medislot.web.json.MergePatch;
import dev.medislot.web.problem.Refused;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

/** Adds, changes and retires visit types; the openings of their doctors follow soon after. */
@Component
class EditVisitTypes {

    private static final Logger LOG = LoggerFactory.getLogger(EditVisitTypes.class);
    private static final TypeReference<Edit<VisitType>> OUTCOME = new TypeReference<>() {
    };

    private final IdempotencyKeys keys;
    private final VisitTypes visitTypes;
    private final MergePatch mergePatch;
    private final TransactionTemplate transaction;

    EditVisitTypes(IdempotencyKeys keys, VisitTypes visitTypes, MergePatch mergePatch,
            TransactionTemplate transaction) {
        this.keys = keys;
        this.visitTypes = visitTypes;
        this.mergePatch = mergePatch;
        this.transaction = transaction;
    }

    Once<Edit<VisitType>> add(VisitTypeRequest request, Actor actor, KeyedRequest keyed) {
        return keys.once(keyed, OUTCOME, () -> {
            var type = request.as(UUID.randomUUID(), 1);
            if (!visitTypes.add(type)) {
                return Edit.rejected(ProblemType.STATE_CONFLICT,
                        "There are %d visit types; retire one first".formatted(VisitTypes.MAX_ACTIVE));
            }
            LOG.info("Visit type {} added by {}", type.id(), actor.id());
            return Edit.made(type, type.version());
        });
    }

    Edit<VisitType> change(UUID id, ObjectNode patch, @Nullable String ifMatch, Actor actor) {
        return edit(id, ifMatch, actor,
                type -> mergePatch.apply(patch, VisitTypeRequest.of(type), VisitTypeRequest.class)
                        .as(id, type.version() + 1));
    }

    Edit<VisitType> retire(UUID id, @Nullable String ifMatch, Actor actor) {
        return edit(id, ifMatch, actor, type -> new VisitType(id, type.version() + 1, type.name(), type.minutes(),
                type.mode(), type.bufferBefore(), type.bufferAfter(), type.description(), false));
    }

    private Edit<VisitType> edit(UUID id, @Nullable String ifMatch, Actor actor, UnaryOperator<VisitType> change) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var type = visitTypes.lock(id).filter(VisitType::active).orElseThrow(Refused::notFound);
            if (!EntityTag.matches(ifMatch, type.version())) {
                return new Edit.Stale<>(type.version());
            }
            var changed = change.apply(type);
            visitTypes.change(changed);
            LOG.info("Visit type {} {} by {}", id, changed.active() ? "changed" : "retired", actor.id());
            return Edit.made(changed, changed.version());
        }));
    }
}
