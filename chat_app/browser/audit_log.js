// The audit log, as people read it.

/** `user.role_changed` as people say it: User role changed. @param {string} action */
export const actionName = (action) => action[0].toUpperCase() + action.slice(1).replace(/[._]/g, " ");
