// The person behind this tab.

/** What this tab knows of its own person, also before it knows anything.
 * @param {SessionStore} session */
export const meOf = (session) => ({
  user_id: "",
  role: "",
  rights: {},
  ...session.me,
  workspace: session.workspace?.name ?? session.me?.workspace ?? "",
  picture: session.workspace?.picture ?? "",
  accent: session.workspace?.accent ?? "",
});

/** Whether the person of this tab has a right in the workspace. @param {SessionStore} session @param {string} right */
export const may = (session, right) => !!session.me?.rights.workspace.includes(right);
