import * as z from "zod/mini";
import { type ApiCalls, DONE, UserAnswer } from "./api_call.ts";
import {
  Confirmation,
  DoorView,
  Farewell,
  KnockList,
  LinkView,
  Me,
  MyChanges,
  MyPreferences,
  NewPassword,
  ServerChanges,
  ServerView,
  SessionList,
  SessionView,
  SignIn,
  Waiting,
} from "./requests_auth.ts";

const PICTURES = ["image/png", "image/jpeg", "image/webp"];

/** The calls by which people come in, go, and say who they are, and about the door itself. */
export const DOOR_CALLS: ApiCalls = {
  "/session": {
    get: { summary: "How the caller's session stands", answers: { 200: SessionView } },
    post: {
      summary: "Sign in, by a new name or by a password; 202: wait to be let in",
      body: SignIn,
      answers: { 200: UserAnswer, 201: UserAnswer, 202: Waiting },
    },
    delete: { summary: "Sign out", answers: DONE },
  },
  "/door": { get: { summary: "What it takes to come in", answers: { 200: DoorView } } },
  "/me": {
    get: { summary: "Who is signed in", answers: { 200: UserAnswer } },
    patch: { summary: "Another name, or other choices", body: MyChanges, answers: { 200: Me } },
    delete: {
      summary: "Delete the account; what it wrote stays",
      body: Farewell,
      bodyOptional: true,
      answers: DONE,
    },
  },
  "/me/preferences": {
    get: {
      summary: "What the caller has chosen",
      answers: { 200: z.object({ preferences: MyPreferences }) },
    },
  },
  "/me/password": {
    put: { summary: "Set or change the password", body: NewPassword, answers: DONE },
  },
  "/me/confirm": {
    post: { summary: "Give the password once more", body: Confirmation, answers: DONE },
  },
  "/me/picture": {
    put: { summary: "Set the picture", bodyAs: PICTURES, answers: { 200: UserAnswer } },
    delete: { summary: "Take the picture away", answers: { 200: UserAnswer } },
  },
  "/sessions": {
    get: { summary: "The caller's sessions", answers: { 200: SessionList } },
    delete: { summary: "End all other sessions", answers: DONE },
  },
  "/sessions/{id}": { delete: { summary: "End one of one's own sessions", answers: DONE } },
  "/sessions/seen": { post: { summary: "The new devices have been looked at", answers: DONE } },
  "/links": {
    post: { summary: "A one-time link for another device", answers: { 201: LinkView } },
  },
  "/knocks": { get: { summary: "Who waits to be let in", answers: { 200: KnockList } } },
  "/knocks/{id}": {
    post: { summary: "Let somebody in", answers: DONE },
    delete: { summary: "Turn somebody away", answers: DONE },
  },
  "/server": {
    get: {
      summary: "How the door of this server is set, and what it keeps of files",
      answers: { 200: ServerView },
    },
    patch: { summary: "Set it", body: ServerChanges, answers: { 200: ServerView } },
  },
};
